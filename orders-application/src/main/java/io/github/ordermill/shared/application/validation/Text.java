package io.github.ordermill.shared.application.validation;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Constraint: text that is not blank, has a limited length and can be stored and displayed, that
 * is, without control characters except tab and line breaks, unpaired surrogates and unassigned
 * code points. Null is valid.
 */
@Documented
@Constraint(validatedBy = Text.Validator.class)
@Target({FIELD, METHOD, PARAMETER, TYPE_USE})
@Retention(RUNTIME)
public @interface Text {

  /** Maximum length in UTF-16 code units. */
  int max();

  String message() default
      "must be text of 1 to {max} characters, not blank, without control characters";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Validator implements ConstraintValidator<Text, String> {
    private int max;

    @Override
    public void initialize(Text constraint) {
      max = constraint.max();
    }

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
      return text == null
          || text.length() <= max
              && !text.isBlank()
              && text.codePoints().allMatch(Validator::isAllowed);
    }

    private static boolean isAllowed(int character) {
      return switch (Character.getType(character)) {
        case Character.SURROGATE, Character.UNASSIGNED -> false;
        case Character.CONTROL -> character == 0x09 || character == 0x0A || character == 0x0D;
        default -> true;
      };
    }
  }
}
