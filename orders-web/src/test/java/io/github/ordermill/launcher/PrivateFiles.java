package io.github.ordermill.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files and directories that only their owner can read, on file systems with POSIX permissions. */
final class PrivateFiles {

  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private PrivateFiles() {}

  /** Creates a directory and its parents, or restricts it if it exists. */
  static Path directory(Path directory) throws IOException {
    if (!isPosix(existingParent(directory))) {
      return Files.createDirectories(directory);
    }
    Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(DIRECTORY));
    Files.setPosixFilePermissions(directory, DIRECTORY);
    return directory;
  }

  /** Creates an empty file and the directory that it is in, or restricts it if it exists. */
  static Path file(Path file) throws IOException {
    directory(file.getParent());
    if (!isPosix(file.getParent())) {
      return Files.exists(file) ? file : Files.createFile(file);
    }
    try {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
    } catch (FileAlreadyExistsException existing) {
      Files.setPosixFilePermissions(file, FILE);
    }
    return file;
  }

  /** Replaces the content of a file, which is private from its creation on. */
  static void write(Path file, String text) throws IOException {
    Files.writeString(file(file), text, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Takes the permissions of group and others from a tree; symbolic links are not followed. */
  static void restrict(Path tree) {
    if (!isPosix(tree)) {
      return;
    }
    try (var files = Files.walk(tree)) {
      for (var file : files.toList()) {
        restrictOne(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void restrictOne(Path file) throws IOException {
    if (Files.isSymbolicLink(file) || Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    if (permissions.retainAll(DIRECTORY)) {
      Files.setPosixFilePermissions(file, permissions);
    }
  }

  private static Path existingParent(Path path) {
    var parent = path.toAbsolutePath();
    while (Files.notExists(parent)) {
      parent = parent.getParent();
    }
    return parent;
  }

  private static boolean isPosix(Path path) {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
  }
}
