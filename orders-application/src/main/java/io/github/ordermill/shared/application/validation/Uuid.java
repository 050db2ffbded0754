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
import java.util.regex.Pattern;

/**
 * Constraint: a UUID in the text format of <a
 * href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-format">RFC 9562</a>. Null is valid.
 */
@Documented
@Constraint(validatedBy = Uuid.Validator.class)
@Target({FIELD, METHOD, PARAMETER, TYPE_USE})
@Retention(RUNTIME)
public @interface Uuid {

  String message() default "must be a UUID such as 0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a10";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Validator implements ConstraintValidator<Uuid, String> {
    private static final Pattern FORMAT =
        Pattern.compile(
            "\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
      return text == null || FORMAT.matcher(text).matches();
    }
  }
}
