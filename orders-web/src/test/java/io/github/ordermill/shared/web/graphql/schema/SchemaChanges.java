package io.github.ordermill.shared.web.graphql.schema;

import graphql.language.AstPrinter;
import graphql.language.DirectiveDefinition;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NamedNode;
import graphql.language.Node;
import graphql.language.NonNullType;
import graphql.language.SDLExtensionDefinition;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.parser.Parser;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What of a new schema breaks clients that were written against an old one: everything that {@code
 * findBreakingChanges} of graphql-js reports, and changed default values besides. Unlike {@code
 * graphql.schema.diff.SchemaDiff} it finds those of input fields, reports which argument is
 * missing, and looks at types that no field leads to.
 */
final class SchemaChanges {

  private enum Role {
    DEFINITION,
    OUTPUT,
    INPUT
  }

  /**
   * A part of a schema that clients can refer to.
   *
   * @param kind of a definition, else null
   * @param type of a field or argument, else null
   * @param initial default value of an argument or input field, null when it has none
   */
  private record Element(Role role, String kind, Type<?> type, String initial) {

    boolean isRequired() {
      return role == Role.INPUT && type instanceof NonNullType && initial == null;
    }

    /** Why clients of this part cannot use {@code next}; null if they can. */
    String breakTo(Element next) {
      if (role != next.role || !Objects.equals(kind, next.kind)) {
        return "is something else";
      }
      boolean fits =
          switch (role) {
            case DEFINITION -> true;
            case OUTPUT -> fits(next.type, type);
            case INPUT -> fits(type, next.type);
          };
      if (!fits) {
        return "is of type %s, was %s".formatted(print(next.type), print(type));
      }
      return Objects.equals(initial, next.initial)
          ? null
          : "has the default value %s, was %s".formatted(next.initial, initial);
    }

    /** Whether each value of {@code narrow} is one of {@code wide}. */
    private static boolean fits(Type<?> narrow, Type<?> wide) {
      if (wide instanceof NonNullType must) {
        return narrow instanceof NonNullType same && fits(same.getType(), must.getType());
      }
      if (narrow instanceof NonNullType more) {
        return fits(more.getType(), wide);
      }
      if (narrow instanceof ListType some && wide instanceof ListType many) {
        return fits(some.getType(), many.getType());
      }
      return print(narrow).equals(print(wide));
    }
  }

  private final Map<String, Element> elements = new TreeMap<>();

  private SchemaChanges(String schema) {
    Document document = Parser.parse(schema);
    document.getDefinitionsOfType(TypeDefinition.class).forEach(this::addType);
    document
        .getDefinitionsOfType(DirectiveDefinition.class)
        .forEach(
            directive -> {
              define("@" + directive.getName(), "directive");
              directive
                  .getInputValueDefinitions()
                  .forEach(
                      it -> addInput("@" + directive.getName() + "(" + it.getName() + ")", it));
              directive
                  .getDirectiveLocations()
                  .forEach(it -> define("@" + directive.getName() + "|" + it.getName(), "place"));
            });
  }

  /**
   * Reports what breaks clients of {@code before}.
   *
   * @return by place (a type, {@code Type.field}, {@code Type.field(argument)}, {@code Enum.VALUE},
   *     {@code Union|Member}, {@code Type|Interface}), what is wrong with it; a type that is gone
   *     is reported without its parts
   */
  static Map<String, String> breaking(String before, String after) {
    var old = new SchemaChanges(before).elements;
    var now = new SchemaChanges(after).elements;
    var changes = new TreeMap<String, String>();
    old.forEach(
        (place, element) -> {
          var next = now.get(place);
          if (next != null) {
            var wrong = element.breakTo(next);
            if (wrong != null) {
              changes.put(place, wrong);
            }
          } else if (now.containsKey(owner(place)) || owner(place).isEmpty()) {
            changes.put(place, "is gone");
          }
        });
    now.forEach(
        (place, element) -> {
          if (element.isRequired() && !old.containsKey(place) && old.containsKey(owner(place))) {
            changes.put(place, "is new and required");
          }
        });
    return changes;
  }

  /** The parent of {@code place}; empty for a type. */
  private static String owner(String place) {
    int end = Math.max(place.lastIndexOf('('), place.lastIndexOf('|'));
    return place.substring(0, Math.max(end < 0 ? place.lastIndexOf('.') : end, 0));
  }

  private void addType(TypeDefinition<?> type) {
    var name = type.getName();
    define(name, kind(type));
    if (type instanceof ImplementingTypeDefinition<?> composite) {
      composite.getImplements().forEach(it -> define(name + "|" + print(it), "interface"));
      composite.getFieldDefinitions().forEach(it -> addField(name + "." + it.getName(), it));
    } else if (type instanceof InputObjectTypeDefinition input) {
      input.getInputValueDefinitions().forEach(it -> addInput(name + "." + it.getName(), it));
    } else if (type instanceof EnumTypeDefinition names) {
      names.getEnumValueDefinitions().forEach(it -> define(name + "." + it.getName(), "value"));
    } else if (type instanceof UnionTypeDefinition union) {
      union.getMemberTypes().forEach(it -> define(name + "|" + print(it), "member"));
    }
  }

  private static String kind(TypeDefinition<?> type) {
    var definition =
        type instanceof SDLExtensionDefinition ? type.getClass().getSuperclass() : type.getClass();
    return definition.getSimpleName();
  }

  private void addField(String place, FieldDefinition field) {
    elements.put(place, new Element(Role.OUTPUT, null, field.getType(), null));
    field.getInputValueDefinitions().forEach(it -> addInput(place + "(" + it.getName() + ")", it));
  }

  private void addInput(String place, InputValueDefinition input) {
    var initial = input.getDefaultValue() == null ? null : print(input.getDefaultValue());
    elements.put(place, new Element(Role.INPUT, null, input.getType(), initial));
  }

  private void define(String place, String kind) {
    elements.put(place, new Element(Role.DEFINITION, kind, null, null));
  }

  private static String print(Node<?> node) {
    return node instanceof NamedNode<?> named ? named.getName() : AstPrinter.printAstCompact(node);
  }
}
