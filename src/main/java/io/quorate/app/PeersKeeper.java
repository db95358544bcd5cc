package io.quorate.app;

import io.quorate.app.kv.PeersFile;
import io.quorate.log.GroupStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@code peers.json} up to date while a node runs. */
final class PeersKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PeersKeeper.class);
    private static final int EVERY_SECONDS = 2;

    private final Node node;
    private final PeersFile file;
    private final ScheduledExecutorService thread;
    private List<String> written = List.of();

    private PeersKeeper(Node node, PeersFile file) {
        this.node = node;
        this.file = file;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "peers-file");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    static PeersKeeper start(Node node, Path folder) {
        PeersKeeper keeper = new PeersKeeper(node, new PeersFile(folder));
        keeper.thread.scheduleWithFixedDelay(keeper::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        return keeper;
    }

    private void look() {
        List<String> now = node.group().map(group -> group.status().members()).orElse(List.of()).stream()
                .map(GroupStatus.MemberStatus::id)
                .toList();
        if (now.isEmpty() || now.equals(written)) {
            return;
        }
        try {
            file.write(now);
            written = now;
        } catch (IOException e) {
            LOG.warn("peers.json could not be written: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
