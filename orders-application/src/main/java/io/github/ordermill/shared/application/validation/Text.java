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
 * Constraint: text that shows something, has a limited length and can be stored and displayed. It
 * has no control characters except tab and line breaks, no unpaired surrogates and no <a
 * href="https://www.unicode.org/faq/private_use.html#noncharacters">noncharacters</a>. Code points
 * that are not assigned are valid: they may be characters that Java does not know yet. Null is
 * valid.
 */
@Documented
@Constraint(validatedBy = Text.Validator.class)
@Target({FIELD, METHOD, PARAMETER, TYPE_USE})
@Retention(RUNTIME)
public @interface Text {

  /** Maximum length in UTF-16 code units. */
  int max();

  /**
   * Whether it is prose of several lines. In other texts, such as names, characters that change the
   * direction of writing are refused: with them a name can be displayed as another one.
   */
  boolean multiline() default false;

  String message() default
      "must be text of 1 to {max} characters, not blank, without control characters";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Validator implements ConstraintValidator<Text, String> {
    private int max;
    private boolean multiline;

    @Override
    public void initialize(Text constraint) {
      max = constraint.max();
      multiline = constraint.multiline();
    }

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
      return text == null
          || text.length() <= max
              && text.codePoints().anyMatch(Characters::isVisible)
              && text.codePoints().allMatch(Characters::isStorable)
              && (multiline || text.codePoints().noneMatch(Characters::changesDirection));
    }
  }
}
