package io.github.ordermill.shared.application;

/** Somebody else has written the version that a command was about to write. */
public final class ConcurrentChange extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int version;

  /** {@code version} is taken. */
  public ConcurrentChange(int version) {
    super("version " + version + " is taken", null, false, false);
    this.version = version;
  }

  /** The version that is taken. */
  public int version() {
    return version;
  }
}
