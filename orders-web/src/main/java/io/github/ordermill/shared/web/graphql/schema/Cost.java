package io.github.ordermill.shared.web.graphql.schema;

import io.smallrye.graphql.api.Directive;
import io.smallrye.graphql.api.DirectiveLocation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * The complexity of a field that reads from the database by itself. A field without it costs one
 * point, a field of the first level 50.
 */
@Directive(on = DirectiveLocation.FIELD_DEFINITION)
@Description(
    "How many points a field costs towards the limit of complexity, after"
        + " https://ibm.github.io/graphql-specs/cost-spec.html; one if it does not say, 50 for a"
        + " field of the first level")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Cost {

  /** A whole number of points, 0 or more. */
  @NonNull
  @Description("A whole number")
  String weight();
}
