package io.quorate.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that lives as long as the process and is deleted at its end, in whatever way that comes short of SIGKILL,
 * once those who write to it have ended.
 */
final class ThrowAwayFolder {

    private final Path path;

    private ThrowAwayFolder(Path path) {
        this.path = path;
    }

    /**
     * Creates it.
     *
     * @param writers ends all who use the folder and returns when they have ended; runs when the process ends
     */
    static ThrowAwayFolder create(String name, Runnable writers) throws IOException {
        ThrowAwayFolder folder = new ThrowAwayFolder(Files.createTempDirectory(name));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            writers.run();
                            folder.delete();
                        },
                        name + "-clean-up"));
        return folder;
    }

    Path path() {
        return path;
    }

    private void delete() {
        try {
            Folders.delete(path);
        } catch (IOException e) {
            System.err.println("quorate: could not delete " + path + ": " + Main.sentence(e));
        }
    }
}
