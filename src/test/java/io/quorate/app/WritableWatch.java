package io.quorate.app;

import io.quorate.sandbox.SandboxServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks every server each few milliseconds, on a connection of its own, whether it takes writes. A server that said so
 * twice in a row did so all the time between the two answers; two such times that overlap are a split brain.
 */
final class WritableWatch implements AutoCloseable {

    private static final long BETWEEN_LOOKS_MILLIS = 2;

    private final ScheduledExecutorService threads;
    private final List<Post> posts;
    private final List<ScheduledFuture<?>> rounds;

    private WritableWatch(List<SandboxServer> servers) {
        this.threads = Executors.newScheduledThreadPool(servers.size());
        this.posts = servers.stream().map(Post::new).toList();
        this.rounds = posts.stream()
                .<ScheduledFuture<?>>map(post ->
                        threads.scheduleWithFixedDelay(post::look, 0, BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS))
                .toList();
    }

    static WritableWatch over(List<SandboxServer> servers) {
        return new WritableWatch(servers);
    }

    /** A time in which the server took writes for certain; nanoseconds of this process. */
    private record Span(SandboxServer server, long from, long to) {

        boolean overlaps(Span other) {
            return server != other.server && from < other.to && other.from < to;
        }

        @Override
        public String toString() {
            return server + " for " + TimeUnit.NANOSECONDS.toMicros(to - from) + " us";
        }
    }

    /** Each pair of servers that took writes at the same time, in words. */
    List<String> splitBrains() {
        List<Span> spans =
                posts.stream().flatMap(post -> Stream.of(post.spans())).toList();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            for (Span later : spans.subList(i + 1, spans.size())) {
                if (spans.get(i).overlaps(later)) {
                    found.add(spans.get(i) + " and " + later);
                }
            }
        }
        return found;
    }

    @Override
    public void close() {
        rounds.forEach(round -> round.cancel(true));
        threads.shutdownNow();
        posts.forEach(Post::close);
    }

    /** One server's connection and what came over it. */
    private static final class Post {

        private final SandboxServer server;
        private final List<Span> spans = new ArrayList<>();
        private @Nullable Connection connection;
        private boolean wasWritable;
        private boolean isRun;
        private long answeredAt;

        Post(SandboxServer server) {
            this.server = server;
        }

        synchronized Span[] spans() {
            return spans.toArray(Span[]::new);
        }

        synchronized void look() {
            try {
                long asked = System.nanoTime();
                boolean isWritable = ask();
                if (isWritable && wasWritable) {
                    extend(asked);
                }
                wasWritable = isWritable;
                isRun = isRun && isWritable;
                answeredAt = System.nanoTime();
            } catch (SQLException notThere) {
                wasWritable = false;
                isRun = false;
                close();
            }
        }

        private void extend(long asked) {
            if (isRun) {
                int last = spans.size() - 1;
                spans.set(last, new Span(server, spans.get(last).from(), asked));
            } else {
                spans.add(new Span(server, answeredAt, asked));
                isRun = true;
            }
        }

        private boolean ask() throws SQLException {
            Connection line = connection;
            if (line == null) {
                line = server.connect();
                connection = line;
            }
            try (Statement statement = line.createStatement();
                    ResultSet row = statement.executeQuery("SELECT @@read_only")) {
                return row.next() && row.getInt(1) == 0;
            }
        }

        synchronized void close() {
            Connection line = connection;
            connection = null;
            if (line != null) {
                try {
                    line.close();
                } catch (SQLException alreadyGone) {
                    wasWritable = false;
                }
            }
        }
    }
}
