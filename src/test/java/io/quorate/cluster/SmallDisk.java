package io.quorate.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file system of its own, which can be filled up. */
final class SmallDisk implements AutoCloseable {

    private final Path folder;
    private final Path ballast;
    private final Thread hook = new Thread(this::unmount, "unmount");

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
    }

    /** Why there can be none, in one line; empty when there can. */
    static Optional<String> unavailable() {
        try {
            mount(8).close();
            return Optional.empty();
        } catch (IllegalStateException | UncheckedIOException e) {
            return Optional.of("mounting file systems is not allowed here (root is needed): " + e.getMessage());
        }
    }

    static SmallDisk mount(int megabytes) {
        try {
            Path folder = Files.createTempDirectory("quorate-disk");
            Commands.run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "quorate", folder.toString());
            SmallDisk disk = new SmallDisk(folder);
            Runtime.getRuntime().addShutdownHook(disk.hook);
            return disk;
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for a disk: " + e.getMessage(), e);
        }
    }

    Path folder() {
        return folder;
    }

    /** Until not a byte is free. */
    void fill() {
        byte[] page = new byte[4096];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            // That is the point.
        }
    }

    void free() {
        try {
            Files.deleteIfExists(ballast);
        } catch (IOException e) {
            throw new UncheckedIOException(ballast + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private void unmount() {
        Commands.succeeds("umount", "-l", folder.toString());
        Folders.delete(folder);
    }

    @Override
    public void close() {
        unmount();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // It runs anyway.
        }
    }
}
