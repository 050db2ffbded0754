package io.github.ordermill.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Temporary directory of this process, private, in the place of the system's: the server unpacks
 * itself and the application there and does not clean up. It is deleted when the process ends; that
 * of a process that was killed is deleted at the next start.
 *
 * <p>A lock on a file in the directory shows that its process is alive, in any container that
 * shares the file system.
 */
final class TemporaryDirectory {

  private static final String PROPERTY = "java.io.tmpdir";
  private static final Pattern NAME = Pattern.compile("ordermill-[0-9]+-[0-9a-f]{16}");
  private static final String LOCK = "lock";

  /** Age from which a directory without a lock is not one that a starting process just created. */
  private static final Duration ABANDONED = Duration.ofMinutes(1);

  /** End of the names of the server's threads that stop it and need its files until then. */
  private static final String SERVER_STOP = "Shutdown Hook";

  /** Class of the thread in which the server deletes a part of its files. */
  private static final String SERVER_DELETION = "FileDeletionThread";

  private static final long HOOK_START_MILLIS = 100;
  private static final int ATTEMPTS = 5;
  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(20);

  private final Path directory;
  private final FileChannel lock;

  private TemporaryDirectory(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Creates the directory and makes it that of this JVM. Called before anything else creates a
   * temporary file, since the JVM reads the property once.
   */
  static void install() throws IOException {
    var system = Path.of(System.getProperty(PROPERTY));
    var created = create(system);
    System.setProperty(PROPERTY, created.directory.toString());
    Runtime.getRuntime().addShutdownHook(new Thread(created::removeAtEnd, "temporary-directory"));
    removeAbandoned(system, created.directory);
  }

  private static TemporaryDirectory create(Path parent) throws IOException {
    var random = new byte[8];
    new SecureRandom().nextBytes(random);
    var directory =
        parent.resolve(
            "ordermill-%d-%s"
                .formatted(ProcessHandle.current().pid(), HexFormat.of().formatHex(random)));
    var attributes =
        parent.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectory(directory, attributes);
    var lock =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (lock.tryLock() == null) {
      throw new IOException("no lock on " + directory);
    }
    return new TemporaryDirectory(directory, lock);
  }

  private void removeAtEnd() {
    try {
      // the JVM starts its shutdown hooks one after another
      TimeUnit.MILLISECONDS.sleep(HOOK_START_MILLIS);
      for (var thread : Thread.getAllStackTraces().keySet()) {
        if (isOfTheServer(thread)) {
          thread.join(STOP_MILLIS);
        }
      }
      lock.close();
      for (int attempt = 1; attempt <= ATTEMPTS && Files.exists(directory); attempt++) {
        deleteOnce();
      }
    } catch (IOException remains) {
      // deleted at the next start
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isOfTheServer(Thread thread) {
    return thread.getName().endsWith(SERVER_STOP)
        || thread.getClass().getSimpleName().equals(SERVER_DELETION);
  }

  private void deleteOnce() throws IOException, InterruptedException {
    try {
      delete(directory);
    } catch (DirectoryNotEmptyException inUse) {
      TimeUnit.MILLISECONDS.sleep(HOOK_START_MILLIS);
    }
  }

  private static void removeAbandoned(Path parent, Path own) {
    try (var candidates = Files.newDirectoryStream(parent, "ordermill-*")) {
      for (var candidate : candidates) {
        if (!candidate.equals(own) && isAbandoned(candidate, own)) {
          delete(candidate);
        }
      }
    } catch (IOException | UncheckedIOException | SecurityException remains) {
      // of no consequence for this process
    }
  }

  /** Whether it is a directory of ours, of the same user, whose process has ended. */
  private static boolean isAbandoned(Path candidate, Path own) {
    try {
      return NAME.matcher(candidate.getFileName().toString()).matches()
          && !Files.isSymbolicLink(candidate)
          && Files.getOwner(candidate).equals(Files.getOwner(own))
          && Files.getLastModifiedTime(candidate)
              .toInstant()
              .isBefore(Instant.now().minus(ABANDONED))
          && isUnlocked(candidate.resolve(LOCK));
    } catch (IOException beingDeleted) {
      return false;
    }
  }

  private static boolean isUnlocked(Path lock) throws IOException {
    if (Files.notExists(lock)) {
      return true;
    }
    try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    }
  }

  private static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException fault)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
