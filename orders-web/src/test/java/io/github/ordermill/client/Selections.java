package io.github.ordermill.client;

import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeInfo;
import io.github.ordermill.docs.Checkout;
import io.github.ordermill.docs.GeneratedText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Selections of all fields of a type, so that new types and fields need no changes in tests. */
public final class Selections {

  private static final Selections PUBLISHED =
      new Selections(
          new SchemaParser().parse(Checkout.read(GeneratedText.document("schema.graphql"))));

  private final TypeDefinitionRegistry schema;

  public Selections(TypeDefinitionRegistry schema) {
    this.schema = schema;
  }

  /** Selections in the schema that is published in {@code orders-web/docs}. */
  static Selections published() {
    return PUBLISHED;
  }

  /** Selection of the result of a mutation: all fields of each member of its union. */
  String ofMutation(String mutation) {
    return fields("Mutation").stream()
        .filter(field -> field.getName().equals(mutation))
        .map(field -> of(field.getType(), 2))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no mutation " + mutation));
  }

  /** Fields of an object type, those of its extensions included. */
  public List<FieldDefinition> fields(String type) {
    var fields =
        new ArrayList<>(((ObjectTypeDefinition) schema.getTypeOrNull(type)).getFieldDefinitions());
    schema
        .objectTypeExtensions()
        .getOrDefault(type, List.of())
        .forEach(it -> fields.addAll(it.getFieldDefinitions()));
    return fields;
  }

  /**
   * Selection of all fields without required arguments.
   *
   * @param depth levels of fields, 1 or more; 1 for scalars and enums only
   * @return empty for a scalar or an enum
   */
  public String of(Type<?> type, int depth) {
    var name = TypeInfo.typeInfo(type).getName();
    var definition = schema.getTypeOrNull(name);
    if (isLeaf(type)) {
      return "";
    } else if (definition instanceof UnionTypeDefinition union) {
      return union.getMemberTypes().stream()
          .map(member -> " ... on " + TypeInfo.typeInfo(member).getName() + of(member, depth))
          .collect(Collectors.joining("", " { __typename", " }"));
    } else if (definition instanceof ObjectTypeDefinition object) {
      return object.getFieldDefinitions().stream()
          .filter(
              field ->
                  field.getInputValueDefinitions().stream()
                      .noneMatch(it -> it.getType() instanceof NonNullType))
          .filter(field -> depth > 1 || isLeaf(field.getType()))
          .map(field -> field.getName() + of(field.getType(), depth - 1))
          .collect(Collectors.joining(" ", " { ", " }"));
    }
    return " { __typename }";
  }

  private boolean isLeaf(Type<?> type) {
    var name = TypeInfo.typeInfo(type).getName();
    return schema.scalars().containsKey(name)
        || schema.getTypeOrNull(name) instanceof EnumTypeDefinition;
  }
}
