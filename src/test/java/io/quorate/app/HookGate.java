package io.quorate.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A hook that tells when it begins, and holds up the recovery until it is let through (half a minute at most). */
final class HookGate {

    private final Path begun;
    private final Path open;

    HookGate(Path folder) {
        this.begun = folder.resolve("begun");
        this.open = folder.resolve("open");
    }

    /** For the configuration. */
    String command() {
        return "touch " + begun + "; for i in $(seq 600); do [ -e " + open + " ] && exit 0; sleep 0.05; done; exit 1";
    }

    void awaitBegun() {
        FailoverFixture.waiting("the hook begins").until(() -> Files.exists(begun));
    }

    void open() {
        try {
            Files.createFile(open);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
