package io.quorate.sandbox;

import io.quorate.model.InstanceKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * A real server on loopback, with its own folder. It can be stopped, killed, frozen and brought back on the same port
 * with the same data. Accounts: see {@link Accounts}. Methods block; use it from one thread at a time.
 */
public final class SandboxServer implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

    private final Installation installation;
    private final ServerSpec spec;
    private final Path folder;
    private final int directPort;
    private final Optional<StallableLink> link;
    private volatile Optional<ServerProcess> process = Optional.empty();
    private boolean isPaused;
    private boolean isClosed;

    SandboxServer(Installation installation, ServerSpec spec, Path folder) {
        this.installation = installation;
        this.spec = spec;
        this.folder = folder;
        this.directPort = Ports.free();
        this.link = spec.isBehindLink() ? Optional.of(StallableLink.to(directPort)) : Optional.empty();
    }

    /** Starts it, also after {@link #stop} or {@link #kill}, and returns when it answers as root. */
    public void start() {
        if (isRunning()) {
            throw new SandboxException(this + " runs already");
        }
        ServerProcess started = launch();
        boolean answers = Poll.until(STARTS_WITHIN, () -> !started.isAlive() || RootConnection.answers(directPort));
        if (!answers || !started.isAlive()) {
            String reason = started.isAlive() ? "does not answer within a minute" : "ended at once";
            throw new SandboxException(this + " " + reason + "; end of its log:\n" + started.logTail());
        }
    }

    /** Apart from closing, which may come from a shutdown hook: after it nothing may be started. */
    private synchronized ServerProcess launch() {
        if (isClosed) {
            throw new SandboxException(this + " is closed");
        }
        ServerOptions options = new ServerOptions(installation, folder);
        ServerProcess started =
                ServerProcess.start(installation, folder, options.replicating(directPort, port(), spec.options()));
        process = Optional.of(started);
        return started;
    }

    /** A clean shutdown (SIGTERM). Does nothing if it does not run. */
    public void stop() {
        resumeIfPaused();
        process.ifPresent(running -> running.terminate(STOPS_WITHIN));
    }

    /** SIGKILL: its sockets are reset, its data stays as it was at that moment. */
    public void kill() {
        process.ifPresent(ServerProcess::kill);
        isPaused = false;
    }

    /** SIGSTOP: the process neither answers nor closes anything, as a host that hangs. */
    public void pause() {
        running().signal("STOP");
        isPaused = true;
    }

    /** SIGCONT after {@link #pause}. */
    public void resume() {
        running().signal("CONT");
        isPaused = false;
    }

    private void resumeIfPaused() {
        if (isPaused) {
            resume();
        }
    }

    /** Stops it cleanly if it runs, and starts it on the same port with the same data. */
    public void restart() {
        stop();
        start();
    }

    public boolean isRunning() {
        return process.map(ServerProcess::isAlive).orElse(false);
    }

    /** Opens a connection as root, past the link if there is one. The caller closes it. */
    public Connection connect() throws SQLException {
        return RootConnection.open(directPort);
    }

    /** Runs statements as root on one connection of their own. */
    public void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new SandboxException(this + " refuses: " + e.getMessage(), e);
        }
    }

    /**
     * The first column of the first row; empty when there is no row or it is NULL.
     *
     * @throws SandboxException if the server cannot be asked
     */
    public Optional<String> queryOne(String sql) {
        return queryColumn(sql, 1);
    }

    /** The named column of the first row, such as one of SHOW REPLICA STATUS; empty when no row or NULL. */
    public Optional<String> queryColumn(String sql, String column) {
        return query(sql, row -> row.getString(column));
    }

    private Optional<String> queryColumn(String sql, int column) {
        return query(sql, row -> row.getString(column));
    }

    private Optional<String> query(String sql, Column column) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.ofNullable(column.of(rows)) : Optional.empty();
        } catch (SQLException e) {
            throw new SandboxException(this + " does not answer `" + sql + "`: " + e.getMessage(), e);
        }
    }

    private interface Column {
        String of(ResultSet row) throws SQLException;
    }

    /** Its replication from another server. */
    public ReplicationControl replication() {
        return new ReplicationControl(this);
    }

    /** The port under which replicas and Quorate know it. */
    public int port() {
        return link.map(StallableLink::port).orElse(directPort);
    }

    public InstanceKey key() {
        return new InstanceKey("127.0.0.1", port());
    }

    /** Process id of the server itself, not of a wrapper. */
    public long pid() {
        return running().pid();
    }

    public ServerDistribution distribution() {
        return installation.distribution();
    }

    /** As in version comments: 80031 for 8.0.31. */
    public int version() {
        return installation.version();
    }

    /** The link in front of it, if it was asked for. */
    public Optional<StallableLink> link() {
        return link;
    }

    /** Data directory, for tests that damage something. */
    public Path dataFolder() {
        return folder.resolve("data");
    }

    /** The end of its error log. */
    public String logTail() {
        return process.map(ServerProcess::logTail).orElse("(never started)");
    }

    Installation installation() {
        return installation;
    }

    private ServerProcess running() {
        return process.filter(ServerProcess::isAlive).orElseThrow(() -> new SandboxException(this + " is not running"));
    }

    /** Kills it for good; its files stay. */
    synchronized void end() {
        isClosed = true;
        kill();
        link.ifPresent(StallableLink::close);
    }

    /** Kills it and deletes its folder. */
    @Override
    public synchronized void close() {
        end();
        try {
            if (Files.exists(folder)) {
                FileTree.delete(folder);
            }
        } catch (IOException e) {
            throw new SandboxException("Cannot delete " + folder + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return installation.distribution() + " at " + key();
    }
}
