package io.github.ordermill.shared.infrastructure.relay;

import io.github.ordermill.shared.infrastructure.eventlog.EventRef;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The form of what is sent: a text message with a JSON array of events, complete and in the order
 * of the log. Its property {@code events} names them, for those who need no more: order and version
 * of each, as {@code 0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a77/3}, with spaces between them.
 */
public final class EventMessage {

  private static final String EVENTS = "events";

  /**
   * As long as one message gets, unless a single event is longer, in characters. Up to 100 KiB, two
   * bytes for each character, the broker keeps messages in its journal, and larger ones in files.
   */
  private static final int LONGEST = 32_000;

  private EventMessage() {}

  /** As few messages as hold all of these events. */
  public static List<TextMessage> of(Session session, List<RecordedEvent> events)
      throws JMSException {
    var messages = new ArrayList<TextMessage>();
    var body = new StringBuilder();
    int first = 0;
    for (int i = 0; i < events.size(); i++) {
      var json = events.get(i).toJson();
      if (i > first && body.length() + json.length() > LONGEST) {
        messages.add(message(session, body, events.subList(first, i)));
        body.setLength(0);
        first = i;
      }
      body.append(i == first ? '[' : ',').append(json);
    }
    if (!events.isEmpty()) {
      messages.add(message(session, body, events.subList(first, events.size())));
    }
    return messages;
  }

  private static TextMessage message(Session session, CharSequence body, List<RecordedEvent> events)
      throws JMSException {
    var message = session.createTextMessage(body + "]");
    message.setStringProperty(
        EVENTS,
        events.stream()
            .map(event -> event.orderId() + "/" + event.version())
            .collect(Collectors.joining(" ")));
    return message;
  }

  /**
   * The events that a message names, at least one.
   *
   * @throws IllegalArgumentException if it is none of ours
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
      throw new IllegalArgumentException("it names no order and version");
    }
    return new EventRef(
        UUID.fromString(name.substring(0, slash)), Integer.parseInt(name.substring(slash + 1)));
  }
}
