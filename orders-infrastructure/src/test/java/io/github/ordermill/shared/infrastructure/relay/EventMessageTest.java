package io.github.ordermill.shared.infrastructure.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ordermill.shared.infrastructure.eventlog.EventRef;
import io.github.ordermill.shared.infrastructure.eventlog.RecordedEvent;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventMessageTest {

  private static final String ID = "0199d5c0-7e2b-7cc3-98a1-3f0d5f6b2a77";

  @Test
  void holdsAndNamesAllEventsInOrder() throws JMSException {
    var events = List.of(event(1, 10), event(2, 10), event(3, 10));

    var messages = EventMessage.of(session(), events);

    assertThat(messages).hasSize(1);
    assertThat(messages.get(0).getText())
        .isEqualTo(
            "[%s,%s,%s]"
                .formatted(events.get(0).toJson(), events.get(1).toJson(), events.get(2).toJson()));
    assertThat(EventMessage.read(messages.get(0)))
        .isEqualTo(events.stream().map(RecordedEvent::ref).toList());
  }

  @Test
  void startsAnotherMessageAtTheMaximumLength() throws JMSException {
    var events = IntStream.rangeClosed(1, 100).mapToObj(version -> event(version, 1_000)).toList();

    var messages = EventMessage.of(session(), events);

    var read = new ArrayList<EventRef>();
    var texts = new ArrayList<String>();
    for (var message : messages) {
      read.addAll(EventMessage.read(message));
      texts.add(message.getText());
    }
    assertThat(read).isEqualTo(events.stream().map(RecordedEvent::ref).toList());
    assertThat(texts).hasSizeGreaterThan(3).allMatch(text -> text.length() < 33_000);
    assertThat(texts).allMatch(text -> text.startsWith("[{") && text.endsWith("}]"));
  }

  @Test
  void putsAnOverlongEventIntoAMessageOfItsOwn() throws JMSException {
    var messages =
        EventMessage.of(session(), List.of(event(1, 10), event(2, 50_000), event(3, 10)));

    assertThat(messages).hasSize(3);
    assertThat(EventMessage.read(messages.get(1)))
        .containsExactly(new EventRef(UUID.fromString(ID), 2));
  }

  @Test
  void holdsEventsOfOneAggregateType() throws JMSException {
    var events = List.of(event("Order", 1, 10), event("Product", 2, 10), event("Order", 3, 10));

    var messages = EventMessage.of(session(), events);

    assertThat(messages).hasSize(2);
    assertThat(messages.get(0).getStringProperty("aggregateType")).isEqualTo("Order");
    assertThat(EventMessage.read(messages.get(0), "Order"))
        .containsExactly(events.get(0).ref(), events.get(2).ref());
    assertThat(EventMessage.read(messages.get(1), "Product")).containsExactly(events.get(1).ref());
    assertThatThrownBy(() -> EventMessage.read(messages.get(1), "Order"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Product");
  }

  @Test
  void createsNoMessageWithoutEvents() throws JMSException {
    assertThat(EventMessage.of(session(), List.of())).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "17",
        "17/1",
        "/1",
        ID,
        ID + "/",
        ID + "/0",
        ID + "/-1",
        ID + "/2.5",
        ID + "/two",
        ID + "/99999999999",
        ID + "/1 rubbish"
      })
  void rejectsMessagesThatNameNoEvents(String names) throws JMSException {
    var message = session().createTextMessage("[]");
    if (names != null) {
      message.setStringProperty("events", names);
    }

    assertThatThrownBy(() -> EventMessage.read(message))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static RecordedEvent event(int version, int length) {
    return event("Order", version, length);
  }

  private static RecordedEvent event(String aggregateType, int version, int length) {
    return new RecordedEvent(
        version,
        new UUID(0, version),
        aggregateType,
        UUID.fromString(ID),
        version,
        "OrderNoteAdded",
        1,
        "{\"text\":\"" + "x".repeat(length) + "\"}",
        "tester",
        "correlation",
        new UUID(1, version),
        Instant.EPOCH);
  }

  /** Session stub; its messages have a text and string properties. */
  private static Session session() {
    return proxy(Session.class, (method, arguments) -> message((String) arguments[0]));
  }

  private static Message message(String text) {
    var properties = new HashMap<Object, Object>();
    return proxy(
        TextMessage.class,
        (method, arguments) ->
            switch (method) {
              case "getText" -> text;
              case "setStringProperty" -> properties.put(arguments[0], arguments[1]);
              case "getStringProperty" -> properties.get(arguments[0]);
              default -> throw new UnsupportedOperationException(method);
            });
  }

  private interface Answers {
    Object to(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              var answer = answers.to(method.getName(), arguments);
              return method.getReturnType() == void.class ? null : answer;
            }));
  }
}
