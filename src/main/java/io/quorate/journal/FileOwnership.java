package io.quorate.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write an SQLite journal: an operating system's lock on {@code <file>.lock}, held until {@link #close} or
 * the end of the process, however it ends. The lock file names its holder, and remembers that the journal has been
 * created, so that an emptied file is not taken for a new one. It is left in place: removing it would let two processes
 * lock two different files of the same name.
 */
final class FileOwnership implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileOwnership.class);
    private static final String CREATED = "journal created";

    /**
     * What this process holds. Locks of the operating system do not keep a process from itself; worse, closing a second
     * channel on the file would release the lock.
     */
    private static final Map<Path, String> HELD_HERE = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;
    private boolean created;

    private FileOwnership(Path file, FileChannel channel, boolean created) {
        this.file = file;
        this.channel = channel;
        this.created = created;
    }

    /** Throws {@link JournalInUseException} that names the holder. The file's directory must exist. */
    static FileOwnership take(String store, Path databaseFile) throws IOException {
        Path real = real(databaseFile);
        String other = HELD_HERE.putIfAbsent(real, Holder.me());
        if (other != null) {
            throw JournalInUseException.heldBy(store, "this very " + other);
        }
        boolean taken = false;
        try {
            FileOwnership ownership = lock(store, real);
            taken = true;
            return ownership;
        } finally {
            if (!taken) {
                HELD_HERE.remove(real);
            }
        }
    }

    /** One name for the file, however it was written: without symbolic links. */
    private static Path real(Path file) throws IOException {
        if (Files.exists(file)) {
            return file.toRealPath();
        }
        Path directory = file.toAbsolutePath().getParent();
        return directory == null ? file : directory.toRealPath().resolve(file.getFileName());
    }

    private static FileOwnership lock(String store, Path real) throws IOException {
        Path lockFile = real.resolveSibling(real.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(
                lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            String before = read(channel);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                String holder = before.lines().findFirst().orElse("");
                throw JournalInUseException.heldBy(store, holder.isEmpty() ? "another process" : holder);
            }
            FileOwnership ownership = new FileOwnership(real, channel, before.contains(CREATED));
            ownership.note();
            return ownership;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(1024);
        while (text.hasRemaining() && channel.read(text, text.position()) > 0) {
            // Until the end of the file or of the buffer.
        }
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
    }

    private void note() throws IOException {
        String text = Holder.me() + "\n" + (created ? CREATED + "\n" : "");
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        channel.force(true);
    }

    /** Whether a journal has been created at this place before. */
    boolean wasCreated() {
        return created;
    }

    void markCreated() throws IOException {
        if (!created) {
            created = true;
            note();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock ends with the process at the latest.
            LOG.warn("Lock file was not closed in order [{}]", file, e);
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
