package io.quorate.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import io.quorate.log.FakeGroup;
import io.quorate.log.Leadership;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A follower and its leader, over sockets. */
class ToLeaderTest {

    private static final FakeGroup LEADERS_GROUP = FakeGroup.ofThree();
    private static final FakeGroup FOLLOWERS_GROUP = FakeGroup.ofThree();
    private static TestNode leader;
    private static TestNode follower;
    private static HttpServer leaderServer;
    private static HttpServer followerServer;

    @BeforeAll
    static void start() {
        leader = new TestNode(LEADERS_GROUP);
        follower = new TestNode(FOLLOWERS_GROUP);
        leaderServer = TestNode.await(HttpServer.start(leader.system, Settings.onLoopback(0), leader.ports));
        followerServer = TestNode.await(HttpServer.start(follower.system, Settings.onLoopback(0), follower.ports));
    }

    @AfterAll
    static void stop() {
        TestNode.await(followerServer.stop(Duration.ofMillis(100)));
        TestNode.await(leaderServer.stop(Duration.ofMillis(100)));
        follower.close();
        leader.close();
    }

    @BeforeEach
    void n2Leads() {
        LEADERS_GROUP.ledBy("n1");
        leader.log.lead(new Leadership(true, 7, Optional.of("n2")));
        leaderIsAt(leaderServer.address().getPort());
        follower.log.lead(new Leadership(false, 7, Optional.of("n2")));
        FOLLOWERS_GROUP.asked.clear();
    }

    private static void leaderIsAt(int port) {
        FOLLOWERS_GROUP.put("n2", "10.0.0.2:10008", "http://127.0.0.1:" + port, true);
        FOLLOWERS_GROUP.ledBy("n2");
    }

    private static String ask(String request) {
        try (RawClient client = new RawClient(followerServer.address())) {
            return client.send(request).readAll();
        }
    }

    private static String get(String target) {
        return ask(lines("GET " + target + " HTTP/1.1", "Host: follower.example", "Connection: close", "", ""));
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines);
    }

    @Test
    void aChangeIsCarriedOutByTheLeader() {
        assertThat(get("/api/tag/db1/3306?tag=a%3D1%26b"))
                .startsWith("HTTP/1.1 200")
                .contains("\"Code\":\"OK\"");
        assertThat(leader.get("/api/tags/db1/3306").body()).isEqualTo("[\"a=1\\u0026b\"]");
        assertThat(follower.get("/api/tags/db1/3306").body()).isEqualTo("[]");
        assertThat(FOLLOWERS_GROUP.asked)
                .as("the follower catches up before it answers")
                .containsExactly("barrier");
    }

    @Test
    void aReadIsAnsweredFromTheFollowersOwnView() {
        follower.readModel.publish(io.quorate.readmodel.SampleServers.payments());
        assertThat(get("/api/clusters")).startsWith("HTTP/1.1 200");
        assertThat(get("/api/leader-check")).startsWith("HTTP/1.1 404");
        assertThat(get("/api/routed-leader-check")).startsWith("HTTP/1.1 200").endsWith("\"OK\"");
        assertThat(FOLLOWERS_GROUP.asked).isEmpty();
    }

    @Test
    void theRequestArrivesAsItWasSentWithTheClientsAddress() {
        String answer = ask(lines(
                "GET /api/headers?consistency=leader HTTP/1.1",
                "Host: follower.example",
                "Accept-Encoding: gzip",
                "Authorization: Basic dTpw",
                "Cookie: a=b",
                "X-Forwarded-For: 192.0.2.7",
                "Connection: close",
                "",
                ""));
        assertThat(answer)
                .contains("\"X-Forwarded-For\":[\"192.0.2.7, 127.0.0.1\"]")
                .contains("\"X-Quorate-Forwarded\":[\"n1\"]")
                .contains("\"Cookie\":[\"a=b\"]")
                .contains("\"Authorization\":[\"Basic dTpw\"]")
                .contains("\"Host\":[\"follower.example\"]")
                .doesNotContain("Accept-Encoding");
    }

    @Test
    void aBodyThatComesInPiecesIsPassedOn() {
        String chunked = lines(
                "POST /hraftd/key?consistency=leader HTTP/1.1",
                "Host: x",
                "Connection: close",
                "Transfer-Encoding: chunked",
                "",
                "5",
                "{\"k\":",
                "6",
                "\"val\"}",
                "0",
                "",
                "");
        assertThat(ask(chunked)).startsWith("HTTP/1.1 200");
        assertThat(ask(chunked.replace("/hraftd/key?consistency=leader", "/api/tag/db2/3306?tag=b=2")))
                .startsWith("HTTP/1.1 200");
        assertThat(leader.get("/api/tags/db2/3306").body()).isEqualTo("[\"b=2\"]");
    }

    @Test
    void aKeyIsReadFromTheLeaderWhenAskedFor() {
        leader.send(HttpRequest.POST("/hraftd/key").withEntity("{\"only\":\"there\"}"));
        assertThat(get("/hraftd/key/only")).startsWith("HTTP/1.1 404");
        assertThat(get("/hraftd/key/only?consistency=leader"))
                .startsWith("HTTP/1.1 200")
                .endsWith("{\"only\":\"there\"}");
    }

    @Test
    void aRequestIsPassedOnOnceOnly() {
        HttpResponse response = follower.raw(HttpRequest.GET("/api/tag/db1/3306?tag=loop=1")
                .addHeader(RawHeader.create("X-Quorate-Forwarded", "n3")));
        assertThat(response.status().intValue()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isPresent();
    }

    @Test
    void aLeaderOnPaperPassesNothingOnToItself() {
        LEADERS_GROUP.ledByNobody();
        leader.log.lead(Leadership.NONE);
        String answer = get("/api/tag/db1/3306?tag=x=1");
        assertThat(answer).startsWith("HTTP/1.1 503").contains("does not lead");
    }

    @Test
    void withoutALeaderNothingIsChangedAndTheReasonIsGiven() {
        FOLLOWERS_GROUP.ledByNobody();
        follower.log.lead(Leadership.NONE);
        String answer = get("/api/begin-downtime/db1/3306/me/why");
        assertThat(answer)
                .startsWith("HTTP/1.1 503")
                .contains("Retry-After: 1")
                .contains("Nothing was changed: no leader is known; this node is a candidate in term 7");
        assertThat(get("/api/clusters")).startsWith("HTTP/1.1 200");
        assertThat(get("/api/routed-leader-check")).startsWith("HTTP/1.1 503");
    }

    @Test
    void aLeaderThatCannotBeReachedMeansNothingWasChanged() {
        leaderIsAt(deadPort());
        assertThat(get("/api/tag/db1/3306?tag=x=1")).startsWith("HTTP/1.1 503").contains("cannot be reached");
    }

    @Test
    void aConnectionThatBreaksMeansThatTheOutcomeIsUnknown() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            leaderIsAt(mute.getLocalPort());
            Thread closer = new Thread(() -> {
                try (var accepted = mute.accept()) {
                    accepted.getInputStream().read();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            closer.start();
            assertThat(get("/api/tag/db1/3306?tag=x=1"))
                    .startsWith("HTTP/1.1 500")
                    .contains("It is not known whether this took effect", "X-Request-Id: ");
        }
    }

    private static int deadPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
