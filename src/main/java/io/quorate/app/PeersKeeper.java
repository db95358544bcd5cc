package io.quorate.app;

import io.quorate.app.kv.PeersFile;
import io.quorate.log.GroupStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@code peers.json} up to date while a node runs; on a thread of its own. */
final class PeersKeeper implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(PeersKeeper.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Node node;
    private final PeersFile file;
    private List<String> written = List.of();

    private PeersKeeper(Node node, PeersFile file) {
        this.node = node;
        this.file = file;
    }

    static void start(Node node, Path folder) {
        PeersKeeper keeper = new PeersKeeper(node, new PeersFile(folder));
        var unused = PeriodicWork.named("peers-file")
                .scheduleWithFixedDelay(keeper, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
        written = look();
    }

    private List<String> look() {
        List<String> now = node.group().map(group -> group.status().members()).orElse(List.of()).stream()
                .map(GroupStatus.MemberStatus::id)
                .toList();
        if (now.isEmpty() || now.equals(written)) {
            return written;
        }
        try {
            file.write(now);
            return now;
        } catch (IOException e) {
            LOG.warn("peers.json could not be written: {}", e.getMessage());
            return written;
        }
    }
}
