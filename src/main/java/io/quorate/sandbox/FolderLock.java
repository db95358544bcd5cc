package io.quorate.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One process and one thread at a time may prepare something in the cache. A file lock alone keeps only other processes
 * away: within one JVM a second attempt fails instead of waiting, so each file has a lock in memory as well.
 */
final class FolderLock {

    private static final Map<Path, ReentrantLock> WITHIN_THIS_PROCESS = new ConcurrentHashMap<>();

    /** Preparation of something; may fail. */
    interface Work {
        void run() throws IOException;
    }

    private FolderLock() {}

    /** Does the work while nobody else does work for the same path; waits for its turn. */
    static void holding(Path what, Work work) throws IOException {
        Path file = what.toAbsolutePath().resolveSibling(what.getFileName() + ".lock");
        ReentrantLock local = WITHIN_THIS_PROCESS.computeIfAbsent(file, f -> new ReentrantLock());
        local.lock();
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = open(file)) {
                channel.lock();
                work.run();
            }
        } finally {
            local.unlock();
        }
    }

    /** Locks the file if nobody holds it; the lock lives as long as the returned channel, at most as long as we do. */
    static Optional<FileChannel> tryHold(Path file) throws IOException {
        FileChannel channel = open(file);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException heldByUs) {
            channel.close();
            return Optional.empty();
        }
        channel.close();
        return Optional.empty();
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
