package io.quorate.raft.actor.storage;

import io.quorate.raft.core.membership.Incarnation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A small file outside of the database: which incarnation's journal it was, and how far it had come when it was last
 * written. A journal that is behind it was restored from a backup and has forgotten what it promised.
 *
 * @param lastIndex the journal held entries at least up to here
 */
record Marker(Incarnation incarnation, long lastIndex) {

    /** Empty when there is no such file; fails when it cannot be read. */
    static Optional<Marker> read(Path file) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            return Optional.of(
                    new Marker(new Incarnation(UUID.fromString(lines.get(0))), Long.parseLong(lines.get(1))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalStateException(file + " is damaged. If this node's journal was never restored from a"
                    + " backup, remove that file; else remove the journal, too, and the other nodes rebuild it");
        }
    }

    /** Durable, and never half. */
    void write(Path file) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        String text = incarnation.id() + "\n" + lastIndex + "\n";
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + draft + ": " + e.getMessage(), e);
        }
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
