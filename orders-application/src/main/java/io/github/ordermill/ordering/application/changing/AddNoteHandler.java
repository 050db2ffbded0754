package io.github.ordermill.ordering.application.changing;

import io.github.ordermill.ordering.application.OrderEvents;
import io.github.ordermill.ordering.application.Orders;
import io.github.ordermill.shared.application.CommandHandler;
import io.github.ordermill.shared.application.Receipt;
import jakarta.inject.Inject;
import java.time.Clock;

class AddNoteHandler implements CommandHandler<AddNote> {

  private final Orders orders;
  private final OrderEvents events;
  private final Clock clock;

  @Inject
  AddNoteHandler(Orders orders, OrderEvents events, Clock clock) {
    this.orders = orders;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Receipt handle(AddNote command) {
    var order = orders.get(command.order(), command.expectedVersion());
    return events.append(order.addNote(command.text(), clock.instant()));
  }
}
