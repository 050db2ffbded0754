package io.github.ordermill.shared.infrastructure.relay;

import io.github.ordermill.shared.infrastructure.eventlog.EventRef;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Message format: a text message whose body is a JSON array of complete events, all of one
 * aggregate type and in the order of the log. Two string properties serve receivers that need no
 * more: {@code aggregateType} for message selectors, and {@code events} with aggregate id and
 * version of each event, such as {@code 0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a77/3}, separated by
 * spaces.
 */
public final class EventMessage {

  private static final String AGGREGATE_TYPE = "aggregateType";
  private static final String EVENTS = "events";

  /**
   * Maximum length of a body in characters, unless a single event is longer. The broker keeps
   * messages up to 100 KiB, at two bytes per character, in its journal, and larger ones in files.
   */
  private static final int MAX_LENGTH = 32_000;

  private EventMessage() {}

  /** The fewest messages that hold all of these events. */
  public static List<TextMessage> of(Session session, List<RecordedEvent> events)
      throws JMSException {
    var byType =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    RecordedEvent::aggregateType, LinkedHashMap::new, Collectors.toList()));
    var messages = new ArrayList<TextMessage>();
    for (var ofOneType : byType.values()) {
      messages.addAll(ofOneType(session, ofOneType));
    }
    return messages;
  }

  private static List<TextMessage> ofOneType(Session session, List<RecordedEvent> events)
      throws JMSException {
    var messages = new ArrayList<TextMessage>();
    var body = new StringBuilder();
    int first = 0;
    for (int i = 0; i < events.size(); i++) {
      var json = events.get(i).toJson();
      if (i > first && body.length() + json.length() > MAX_LENGTH) {
        messages.add(message(session, body, events.subList(first, i)));
        body.setLength(0);
        first = i;
      }
      body.append(i == first ? '[' : ',').append(json);
    }
    messages.add(message(session, body, events.subList(first, events.size())));
    return messages;
  }

  private static TextMessage message(Session session, CharSequence body, List<RecordedEvent> events)
      throws JMSException {
    var message = session.createTextMessage(body + "]");
    message.setStringProperty(AGGREGATE_TYPE, events.get(0).aggregateType());
    message.setStringProperty(
        EVENTS,
        events.stream()
            .map(event -> event.aggregateId() + "/" + event.version())
            .collect(Collectors.joining(" ")));
    return message;
  }

  /**
   * Events that a message of the given aggregate type names, at least one.
   *
   * @throws IllegalArgumentException if it names none, or is of another aggregate type
   */
  public static List<EventRef> read(Message message, String aggregateType) throws JMSException {
    var refs = read(message);
    var type = message.getStringProperty(AGGREGATE_TYPE);
    if (!aggregateType.equals(type)) {
      throw new IllegalArgumentException("it has events of " + type + ", not of " + aggregateType);
    }
    return refs;
  }

  /**
   * Events that a message names, at least one.
   *
   * @throws IllegalArgumentException if it names none
   */
  public static List<EventRef> read(Message message) throws JMSException {
    var names = message.getStringProperty(EVENTS);
    if (names == null || names.isBlank()) {
      throw new IllegalArgumentException("it names no events");
    }
    return Arrays.stream(names.split(" ")).map(EventMessage::event).toList();
  }

  private static EventRef event(String name) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("it names no aggregate and version");
    }
    return new EventRef(
        UUID.fromString(name.substring(0, slash)), Integer.parseInt(name.substring(slash + 1)));
  }
}
