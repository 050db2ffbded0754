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
 * Text that is worth keeping: not blank, of limited length, and of characters that can be stored
 * and shown (no control characters but tab and line breaks, no half surrogates). Null passes.
 */
@Documented
@Constraint(validatedBy = Text.Check.class)
@Target({FIELD, METHOD, PARAMETER, TYPE_USE})
@Retention(RUNTIME)
public @interface Text {

  /** The most characters (UTF-16 units) it may have. */
  int max();

  /** Read after the path. */
  String message() default
      "must be text of 1 to {max} characters, not blank, without control characters";

  /** As Bean Validation has it. */
  Class<?>[] groups() default {};

  /** As Bean Validation has it. */
  Class<? extends Payload>[] payload() default {};

  /** Decides. */
  final class Check implements ConstraintValidator<Text, String> {
    private int max;

    @Override
    public void initialize(Text constraint) {
      max = constraint.max();
    }

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
      return text == null
          || text.length() <= max && !text.isBlank() && text.codePoints().allMatch(Check::isFit);
    }

    private static boolean isFit(int character) {
      return switch (Character.getType(character)) {
        case Character.SURROGATE, Character.UNASSIGNED -> false;
        case Character.CONTROL -> character == 0x09 || character == 0x0A || character == 0x0D;
        default -> true;
      };
    }
  }
}
