package io.github.ordermill.shared.web.websocket;

import graphql.language.Document;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Documents that the subscriptions of one websocket keep: each is reserved once, since
 * subscriptions with the same text share a document. Thread-safe.
 */
final class KeptDocuments {

  private final SocketMemory memory;
  private final Map<Document, Kept> kept = new IdentityHashMap<>(1);

  /** A document, what it takes, and how many keep it. */
  private static final class Kept {
    private final long bytes;
    private int count;

    Kept(long bytes) {
      this.bytes = bytes;
    }
  }

  KeptDocuments(SocketMemory memory) {
    this.memory = memory;
  }

  /**
   * Keeps a document.
   *
   * @param characters the length of its text
   * @return false if there is no memory for it
   */
  synchronized boolean keep(Document document, int characters) {
    var known = kept.get(document);
    if (known == null) {
      known = new Kept(HeldBytes.DOCUMENT_CHARACTER * characters);
      if (!memory.grow(known.bytes)) {
        return false;
      }
      kept.put(document, known);
    }
    known.count++;
    return true;
  }

  /** Releases a document that was kept. */
  synchronized void release(Document document) {
    var known = kept.get(document);
    if (known != null && --known.count == 0) {
      kept.remove(document);
      memory.shrink(known.bytes);
    }
  }
}
