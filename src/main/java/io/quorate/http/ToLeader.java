package io.quorate.http;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.ConnectionContext;
import akka.http.javadsl.Http;
import akka.http.javadsl.HttpsConnectionContext;
import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.RemoteAddress;
import akka.http.javadsl.model.Uri;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.settings.ClientConnectionSettings;
import akka.http.javadsl.settings.ConnectionPoolSettings;
import akka.stream.BufferOverflowException;
import akka.stream.StreamTcpException;
import io.quorate.log.GroupStatus;
import io.quorate.log.LogUnavailable;
import io.quorate.log.OutcomeUnknown;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import scala.concurrent.duration.FiniteDuration;

/**
 * Passes a request on to the leader, as it is: any method, any body, streamed both ways, over a pool of connections. A
 * request is passed on once: where it meets a node that does not lead, it ends with a 503.
 *
 * <p>After a change the answer is held back until this node has applied what the leader had applied: who changes
 * something through a node finds it changed on that node.
 */
final class ToLeader {

    /** Says which node passed a request on. */
    static final String PASSED_ON = "X-Quorate-Forwarded";

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** Belong to one connection, or are made anew for the next; the last is left out as it always was. */
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect",
            "x-forwarded-for",
            "accept-encoding");

    private static final FiniteDuration LONGEST_CONNECT = FiniteDuration.apply(5, TimeUnit.SECONDS);

    /** Recoveries answer when they are over; until then nothing moves on the connection. */
    private static final FiniteDuration LONGEST_SILENCE = FiniteDuration.apply(10, TimeUnit.MINUTES);

    private static final int MOST_CONNECTIONS = 128;
    private static final int MOST_WAITING = 1024;
    private static final long LONGEST_CATCH_UP_MILLIS = 500;

    private final ActorSystem<?> system;
    private final GroupSeat seat;
    private final ConnectionPoolSettings pool;
    private final HttpsConnectionContext tls;

    ToLeader(ActorSystem<?> system, GroupSeat seat) {
        this.system = system;
        this.seat = seat;
        this.pool = poolSettings(system);
        this.tls = seat.tls()
                .map(ConnectionContext::httpsClient)
                .orElseGet(() -> Http.get(system).defaultClientHttpsContext());
    }

    private static ConnectionPoolSettings poolSettings(ActorSystem<?> system) {
        ClientConnectionSettings connection = ClientConnectionSettings.create(system.classicSystem())
                .withConnectingTimeout(LONGEST_CONNECT)
                .withIdleTimeout(LONGEST_SILENCE)
                .withUserAgentHeader(Optional.empty());
        // No retries: an old client's GET may change something, and a second one would change it twice.
        return ConnectionPoolSettings.create(system.classicSystem())
                .withConnectionSettings(connection)
                .withMaxConnections(MOST_CONNECTIONS)
                .withMaxOpenRequests(MOST_WAITING)
                .withMaxRetries(0)
                .withResponseEntitySubscriptionTimeout(FiniteDuration.apply(10, TimeUnit.SECONDS));
    }

    /** Whether another node passed this request on. */
    static boolean wasPassedOn(HttpRequest request) {
        return request.getHeader(PASSED_ON).isPresent();
    }

    /**
     * @param isChange the answer waits until this node has applied it
     * @return fails with {@link LogUnavailable} when the request certainly reached nobody, and with {@link OutcomeUnknown}
     *     when it broke off on the way
     */
    CompletionStage<HttpResponse> pass(HttpRequest request, boolean isChange) {
        GroupStatus status = seat.group().status();
        if (wasPassedOn(request)) {
            return unavailable("this node was asked on behalf of another one, but does not lead (any more)");
        }
        if (status.leader().isEmpty()) {
            return unavailable("no leader is known; this node is a "
                    + status.role().toLowerCase(Locale.ROOT) + " in term " + status.term());
        }
        Optional<String> uri = status.leaderUri();
        if (uri.isEmpty()) {
            return unavailable(
                    "the leader is " + status.leader().get() + ", but where its HTTP listens is not known yet");
        }
        return send(rewritten(request, uri.get(), status.self()), uri.get(), isChange);
    }

    private static CompletionStage<HttpResponse> unavailable(String why) {
        return CompletableFuture.failedFuture(new LogUnavailable(why));
    }

    private CompletionStage<HttpResponse> send(HttpRequest passed, String leaderUri, boolean isChange) {
        return Http.get(system)
                .singleRequest(passed, tls, pool, system.classicSystem().log())
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(explained(failure, leaderUri)))
                .thenCompose(response -> isChange && response.status().isSuccess()
                        ? caughtUp().thenApply(done -> response)
                        : CompletableFuture.completedFuture(response));
    }

    private CompletionStage<Void> caughtUp() {
        return seat.group()
                .readBarrier()
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(null, LONGEST_CATCH_UP_MILLIS, TimeUnit.MILLISECONDS)
                .exceptionally(behind -> null);
    }

    private static RuntimeException explained(Throwable thrown, String leaderUri) {
        Throwable failure = Failures.cause(thrown);
        if (failure instanceof StreamTcpException && isConnect(failure)) {
            return new LogUnavailable("the leader's HTTP at " + leaderUri + " cannot be reached");
        }
        if (failure instanceof BufferOverflowException) {
            return new LogUnavailable("too many requests wait for the leader already");
        }
        return new OutcomeUnknown(
                "the connection to the leader at " + leaderUri + " broke off: " + Failures.sentence(failure), failure);
    }

    /** It never came to a connection, so nothing was sent. */
    private static boolean isConnect(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("Connect") || failure.getCause() instanceof java.net.ConnectException;
    }

    private static HttpRequest rewritten(HttpRequest request, String leaderUri, String self) {
        String query = request.getUri().rawQueryString().map(text -> "?" + text).orElse("");
        HttpRequest passed = HttpRequest.create()
                .withMethod(request.method())
                .withUri(Uri.create(
                        leaderUri + request.getUri().getPathString() + query, StandardCharsets.UTF_8, Uri.RELAXED))
                .withEntity(request.entity());
        for (HttpHeader header : request.getHeaders()) {
            if (header.renderInRequests() && !NOT_PASSED_ON.contains(header.lowercaseName())) {
                passed = passed.addHeader(header);
            }
        }
        String clients = clients(request);
        return (clients.isEmpty() ? passed : passed.addHeader(RawHeader.create(FORWARDED_FOR, clients)))
                .addHeader(RawHeader.create(PASSED_ON, self));
    }

    /** Whoever asked first, then whoever passed it on. */
    private static String clients(HttpRequest request) {
        String before = request.getHeader(FORWARDED_FOR).map(HttpHeader::value).orElse("");
        String last = request.getAttribute(AttributeKeys.remoteAddress)
                .flatMap(RemoteAddress::getAddress)
                .map(InetAddress::getHostAddress)
                .orElse("");
        return before.isEmpty() || last.isEmpty() ? before + last : before + ", " + last;
    }
}
