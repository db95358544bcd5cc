package io.quorate.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Starts servers and topologies, and removes all of them when it is closed, also when the program ends in another way:
 * on Ctrl-C a shutdown hook does it; if this process is killed, the kernel ends the servers (see {@link Launcher}), and
 * the next sandbox on this machine deletes the files.
 *
 * <p>Safe for use by several threads and several processes; the servers themselves are not.
 */
public final class Sandbox implements AutoCloseable {

    private static final String FOLDER_PREFIX = "quorate-sandbox-";

    /** A folder this new may belong to somebody who is about to take its lock. */
    private static final Duration NEW = Duration.ofMinutes(1);

    private static final Duration WORK_ENDS_WITHIN = Duration.ofSeconds(30);

    /** Locks belong to a process: opening and closing a file that another sandbox of ours holds would release it. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final SandboxFolders folders;
    private final Consumer<String> messages;
    private final Path folder;
    private final FileChannel ownership;
    private final Thread shutdownHook;
    private final Map<ServerDistribution, Installation> installations = new EnumMap<>(ServerDistribution.class);
    private final List<SandboxServer> servers = new CopyOnWriteArrayList<>();
    private final AtomicInteger started = new AtomicInteger();

    /** Held for writing by who removes everything, for reading by those who make files and processes. */
    private final ReadWriteLock work = new ReentrantReadWriteLock();

    private volatile boolean isClosed;

    private Sandbox(SandboxFolders folders, Consumer<String> messages) throws IOException {
        this.folders = folders;
        this.messages = messages;
        removeAbandoned(folders.work());
        this.folder = Files.createTempDirectory(folders.work(), FOLDER_PREFIX);
        OURS.add(folder);
        this.ownership = FolderLock.tryHold(folder.resolve("owner"))
                .orElseThrow(() -> new SandboxException("Cannot own " + folder));
        this.shutdownHook = new Thread(this::removeAtExit, "sandbox-cleanup");
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    /** With the standard folders; the messages tell in one line each what was done for the first time. */
    public static Sandbox open(Consumer<String> messages) {
        return open(SandboxFolders.standard(), messages);
    }

    public static Sandbox open(SandboxFolders folders, Consumer<String> messages) {
        try {
            return new Sandbox(folders, messages);
        } catch (IOException e) {
            throw new SandboxException("Cannot use " + folders.work() + " for servers: " + e.getMessage(), e);
        }
    }

    /** Why this machine cannot run it; empty if it can. Unpacks it on the way. */
    public Optional<String> whyUnavailable(ServerDistribution distribution) {
        try {
            installation(distribution);
            return Optional.empty();
        } catch (DistributionUnavailable e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    /** The first of these that this machine can run, with a message for each that it cannot. */
    public ServerDistribution firstAvailable(List<ServerDistribution> wanted) {
        for (ServerDistribution distribution : wanted) {
            Optional<String> obstacle = whyUnavailable(distribution);
            if (obstacle.isEmpty()) {
                return distribution;
            }
            messages.accept(obstacle.get());
        }
        throw new SandboxException("None of " + wanted + " can run on this machine");
    }

    /** A running server with the standard options. */
    public SandboxServer start(ServerDistribution distribution) {
        return start(ServerSpec.of(distribution));
    }

    /** A running server. */
    public SandboxServer start(ServerSpec spec) {
        return working(() -> launch(spec));
    }

    private SandboxServer launch(ServerSpec spec) {
        Installation installation = installation(spec.distribution());
        Path home = folder.resolve(Integer.toString(started.incrementAndGet()));
        try {
            Files.createDirectory(home);
        } catch (IOException e) {
            throw new SandboxException("Cannot create " + home + ": " + e.getMessage(), e);
        }
        SandboxServer server = new SandboxServer(installation, spec, home);
        servers.add(server);
        new DataTemplate(folders.cache(), folder, messages).copyTo(server.dataFolder(), installation);
        server.start();
        return server;
    }

    /** Starts to describe a topology whose servers are of this version. */
    public TopologyBuilder topology(ServerDistribution distribution) {
        return new TopologyBuilder(this, ServerSpec.of(distribution));
    }

    private Installation installation(ServerDistribution distribution) {
        return working(() -> find(distribution));
    }

    private synchronized Installation find(ServerDistribution distribution) {
        return installations.computeIfAbsent(distribution, d -> new InstallationFinder(folders, messages).find(d));
    }

    private <T> T working(Supplier<T> task) {
        work.readLock().lock();
        try {
            if (isClosed) {
                throw new SandboxException("The sandbox in " + folder + " is closed");
            }
            return task.get();
        } finally {
            work.readLock().unlock();
        }
    }

    /** Kills all its servers and deletes their files. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException alreadyShuttingDown) {
            return;
        }
        removeAll();
    }

    /** Whatever is under way in other threads fails at once, as its processes are gone, and tidies up after itself. */
    private void removeAtExit() {
        try {
            isClosed = true;
            Launcher.end();
            removeAll();
        } catch (SandboxException e) {
            System.err.println(e.getMessage());
        }
    }

    private void removeAll() {
        isClosed = true;
        servers.forEach(SandboxServer::end);
        boolean isAlone = awaitWorkers();
        try {
            servers.forEach(SandboxServer::close);
            servers.clear();
            FileTree.delete(folder);
            ownership.close();
            OURS.remove(folder);
        } catch (IOException e) {
            throw new SandboxException("Cannot delete " + folder + ": " + e.getMessage(), e);
        } finally {
            if (isAlone) {
                work.writeLock().unlock();
            }
        }
    }

    /** Files are deleted when nobody makes new ones; false if somebody still does after a long time. */
    private boolean awaitWorkers() {
        try {
            return work.writeLock().tryLock(WORK_ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Deletes folders whose owner was killed: nobody holds the lock of their {@code owner} file. */
    private static void removeAbandoned(Path work) throws IOException {
        try (Stream<Path> folders = Files.list(work)) {
            for (Path folder : folders.filter(Sandbox::isSandbox).toList()) {
                Path owner = folder.resolve("owner");
                if (Files.isWritable(owner) && !OURS.contains(folder) && isOld(folder)) {
                    Optional<FileChannel> held = FolderLock.tryHold(owner);
                    if (held.isPresent()) {
                        FileTree.delete(folder);
                        held.get().close();
                    }
                }
            }
        }
    }

    private static boolean isOld(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder).toInstant().plus(NEW).isBefore(Instant.now());
    }

    private static boolean isSandbox(Path folder) {
        return String.valueOf(folder.getFileName()).startsWith(FOLDER_PREFIX);
    }
}
