package io.github.ordermill.shared.web.graphql.limits;

import graphql.language.Field;

/**
 * Size of a selection set, fragments spread.
 *
 * @param depth levels of fields, those of introspection excluded
 * @param introspectionDepth levels of fields from {@code __schema} or {@code __type} on
 * @param width fields on its first level
 * @param fields fields on all levels
 */
record Extent(int depth, int introspectionDepth, int width, int fields) {

  static final Extent NOTHING = new Extent(0, 0, 0, 0);

  /** The extent of two selections of the same selection set. */
  Extent plus(Extent other) {
    return new Extent(
        Math.max(depth, other.depth),
        Math.max(introspectionDepth, other.introspectionDepth),
        sum(width, other.width),
        sum(fields, other.fields));
  }

  /** The extent of a field with this selection set. */
  Extent inside(Field field) {
    return Introspection.isRoot(field)
        ? new Extent(1, Math.max(depth, introspectionDepth) + 1, 1, sum(fields, 1))
        : new Extent(depth + 1, introspectionDepth, 1, sum(fields, 1));
  }

  /** The sum, or the largest int. */
  static int sum(int one, int other) {
    return (int) Math.min((long) one + other, Integer.MAX_VALUE);
  }
}
