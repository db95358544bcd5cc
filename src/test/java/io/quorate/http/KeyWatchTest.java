package io.quorate.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.HttpRequest;
import io.quorate.statemachine.KeyValueChange.PutKeyValues;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Watching keys over sockets. */
class KeyWatchTest {

    private static TestNode node;
    private static HttpServer server;

    @BeforeAll
    static void start() {
        node = new TestNode();
        server = TestNode.await(HttpServer.start(node.system, Settings.onLoopback(0), node.ports));
    }

    @AfterAll
    static void stop() {
        TestNode.await(server.stop(Duration.ofMillis(100)));
        node.close();
    }

    private static void put(String body) {
        assertThat(node.send(HttpRequest.POST("/hraftd/key").withEntity(body)).status())
                .isEqualTo(200);
    }

    private static long revision() {
        return node.log.state().keyValues().revision();
    }

    private static RawClient watch(String query, String headers) {
        return new RawClient(server.address())
                .send("GET /hraftd/watch" + query + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
    }

    @Test
    void aWatcherSeesWritesOfItsPrefixInOrder() {
        long before = revision();
        try (RawClient client = watch("?prefix=w/", "")) {
            assertThat(client.readUntil(text -> text.contains("event: hello")))
                    .contains("Content-Type: text/event-stream");
            put("{\"w/a\":\"1\"}");
            put("{\"other\":\"1\"}");
            put("{\"w/b\":\"2\",\"w/c\":\"3\"}");
            node.send(HttpRequest.create("/hraftd/key/w/a").withMethod(akka.http.javadsl.model.HttpMethods.DELETE));
            String seen = client.readUntil(text -> text.contains("event: delete"));
            assertThat(seen)
                    .doesNotContain("other")
                    .containsSubsequence(
                            "event: put\nid: " + (before + 1) + "\ndata: {\"key\":\"w/a\",\"value\":\"1\"",
                            "event: put\ndata: {\"key\":\"w/b\"",
                            "event: put\nid: " + (before + 3) + "\ndata: {\"key\":\"w/c\"",
                            "event: delete\nid: " + (before + 4) + "\ndata: {\"key\":\"w/a\",\"version\":");
        }
    }

    @Test
    void aWatcherThatComesBackIsToldWhatItMissed() {
        put("{\"r/a\":\"1\"}");
        long seen = revision();
        put("{\"r/b\":\"2\"}");
        try (RawClient client = watch("?prefix=r/", "Last-Event-ID: " + seen + "\r\n")) {
            assertThat(client.readUntil(text -> text.contains("r/b"))).doesNotContain("r/a");
        }
        try (RawClient client = watch("?prefix=r/&from=" + (seen - 1), "")) {
            assertThat(client.readUntil(text -> text.contains("r/b"))).contains("r/a");
        }
    }

    @Test
    void aWatcherThatCameBackTooLateIsToldToReadAnew() {
        long old = revision();
        for (int i = 0; i < 5_000; i++) {
            node.log.propose(new PutKeyValues(new TreeMap<>(Map.of("f", Integer.toString(i)))));
        }
        try (RawClient client = watch("?from=" + old, "")) {
            assertThat(client.readUntil(text -> text.contains("event: reset"))).doesNotContain("event: put");
        }
    }
}
