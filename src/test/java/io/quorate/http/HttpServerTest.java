package io.quorate.http;

import static io.quorate.readmodel.SampleServers.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.FailureSummary;
import io.quorate.model.RecoveryKind;
import io.quorate.model.RecoveryRecord;
import io.quorate.readmodel.SampleServers;
import io.quorate.statemachine.RecoveryChange;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bound server, spoken to over sockets. */
class HttpServerTest {

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

    private static RawClient client() {
        return new RawClient(server.address());
    }

    private static String get(String target) {
        try (RawClient client = client()) {
            return client.send("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .readAll();
        }
    }

    @Test
    void answersOverTheNetwork() {
        assertThat(get("/api/lb-check"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Type: application/json; charset=UTF-8\r\n")
                .endsWith("\r\n\r\n\"OK\"");
    }

    @Test
    void answersACheckOfHaProxyWhichNamesNoHost() {
        try (RawClient client = client()) {
            assertThat(client.send("GET /api/lb-check HTTP/1.0\r\n\r\n").readAll())
                    .startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    @Test
    void servesFilesOfThePageWithATag() {
        String first = get("/web/sample-for-tests.html");
        assertThat(first).startsWith("HTTP/1.1 200 OK").contains("Cache-Control: no-cache", "text/html; charset=UTF-8");
        String tag = first.substring(first.indexOf("ETag: ") + 6, first.indexOf("\r\n", first.indexOf("ETag: ")));
        try (RawClient client = client()) {
            String again = client.send("GET /web/sample-for-tests.html HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                            + "If-None-Match: " + tag + "\r\n\r\n")
                    .readAll();
            assertThat(again).startsWith("HTTP/1.1 304");
        }
    }

    @Test
    void keepsToTheFilesOfThePage() {
        for (String path : List.of(
                "/web/../io/quorate/http/HttpServer.class",
                "/web/%2e%2e/reference.conf",
                "/web/..%2freference.txt",
                "/web//etc/passwd.txt",
                "/web/nothing.html",
                "/reference.conf")) {
            assertThat(get(path)).startsWith("HTTP/1.1 404");
        }
        assertThat(get("/web/clusters")).startsWith("HTTP/1.1 302").contains("Location: /\r\n");
    }

    @Test
    void answersTwoThousandHostileRequestsWithSentences() {
        long seed = 20_260_301L;
        Random random = new Random(seed);
        HostileRequests hostile = new HostileRequests(random);
        for (int i = 0; i < 2_000; i++) {
            String target = hostile.next();
            String answer = get(target);
            assertThat(answer).as("seed %s, request %s: %s", seed, i, target).startsWith("HTTP/1.1 ");
            String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
            assertThat(body)
                    .as("seed %s, request %s: %s", seed, i, target)
                    .doesNotContain("Exception", "\tat ", "Internal error");
            if (!answer.startsWith("HTTP/1.1 200") && !answer.startsWith("HTTP/1.1 404")) {
                assertThat(body).as(target).startsWith("{\"Code\":\"ERROR\",\"Message\":\"");
            }
        }
    }

    @Test
    void answersHostileKeysWithoutAnInternalError() {
        for (String target : List.of(
                "/hraftd/key/%zz",
                "/hraftd/key/%",
                "/hraftd/key/%ff%fe",
                "/hraftd/key/%00",
                "/hraftd/key//..//..",
                "/hraftd/key/" + "k".repeat(4_000),
                "/hraftd/key/k?consistency=%zz",
                "/hraftd/list?limit=-1",
                "/hraftd/list?prefix=%f0",
                "/hraftd/watch?from=x",
                "/hraftd/dojob/%zz",
                "/hraftd/raft/",
                "/hraftd/")) {
            assertThat(get(target))
                    .as(target)
                    .containsPattern("^HTTP/1.1 (200|40\\d)")
                    .doesNotContain("internal error");
        }
    }

    @Test
    void tellsWatchersWhatHappens() {
        try (RawClient client = client()) {
            client.send("GET /api/v2/events HTTP/1.1\r\nHost: x\r\n\r\n");
            String greeting = client.readUntil(text -> text.contains("event: hello"));
            assertThat(greeting).contains("Content-Type: text/event-stream");
            node.readModel.publish(
                    SampleServers.topology("new1:3306", SampleServers.seen(SampleServers.primary("new1", "fresh"))));
            recover();
            String events = client.readUntil(text -> text.contains("event: recovery-ended"));
            assertThat(events)
                    .containsSubsequence(
                            "event: cluster\ndata: {\"name\":\"new1:3306\",\"alias\":\"fresh\",\"health\":\"healthy\"",
                            "event: recovery-started\ndata: {\"id\":1,\"uid\":\"uid1\"",
                            "event: recovery-step\ndata: {\"id\":2,\"uid\":\"uid1\"",
                            "\"millis\":5,\"message\":\"promoted\"}",
                            "event: recovery-ended\ndata: {\"id\":1,\"uid\":\"uid1\"");
        }
    }

    private static void recover() {
        FailureSummary failure = new FailureSummary(
                key("db1"), "DeadMaster", "dead", List.of(), "db1:3306", "", "", true, false, List.of(), "");
        node.log.propose(new RecoveryChange.RegisterRecovery(
                "uid1", RecoveryKind.PRIMARY, failure, "node1", 1, 0, false, TestNode.NOW, Duration.ofHours(1)));
        node.log.propose(new RecoveryChange.RecordSteps(
                "uid1", List.of(new RecoveryChange.RecordSteps.Step(TestNode.NOW.plusMillis(5), "promoted"))));
        node.log.propose(new RecoveryChange.ResolveRecovery(
                "uid1", RecoveryRecord.Result.failed(List.of("no")), TestNode.NOW.plusSeconds(1)));
    }
}
