package io.github.ordermill.ordering.infrastructure.parts;

import io.github.ordermill.ordering.application.reading.OrderVersion;
import io.github.ordermill.ordering.application.reading.OrderView.Note;
import io.github.ordermill.ordering.domain.OrderEvent.OrderNoteAdded;
import io.github.ordermill.shared.infrastructure.database.Sql;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Notes on orders, one per row, only ever added to: {@code views.order_note}. */
public final class OrderNoteTable {

  private OrderNoteTable() {}

  /** A note that an event has added. */
  record NewNote(OrderNoteAdded event, String author) {}

  static void add(Connection connection, List<NewNote> notes) {
    Sql.batch(
        connection,
        """
        INSERT INTO views.order_note (order_id, version, text, author, written_at)
        SELECT * FROM unnest(?, ?, ?, ?, ?)
        """,
        notes.stream()
            .map(
                note ->
                    new Object[] {
                      note.event.order().value(),
                      note.event.version(),
                      note.event.text(),
                      note.author,
                      note.event.at()
                    })
            .toList());
  }

  private record Row(UUID order, int version, Note note) {}

  /** The notes of these orders up to their versions, oldest first. */
  public static Map<OrderVersion, List<Note>> load(
      Connection connection, Collection<OrderVersion> orders) {
    var rows =
        Sql.query(
            connection,
            VersionedParts.select(
                "version, text, author, written_at", "views.order_note", "version"),
            row ->
                new Row(
                    Sql.uuid(row, "order_id"),
                    row.getInt("version"),
                    new Note(
                        row.getString("text"),
                        row.getString("author"),
                        Sql.instant(row, "written_at"))),
            VersionedParts.parameters(orders));
    return VersionedParts.byOrder(
        orders, rows, Row::order, (row, version) -> row.version <= version ? row.note : null);
  }
}
