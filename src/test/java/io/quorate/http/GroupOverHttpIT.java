package io.quorate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quorate.http.RaftNodes.Member;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes that agree by Raft, each with its journal and its HTTP, asked over sockets. */
class GroupOverHttpIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static RaftNodes nodes;

    @BeforeAll
    static void start() {
        nodes = new RaftNodes(folder, 3);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> leaders() == 1 && followers().size() == 2);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, Member member, String path) {
        try {
            return CLIENT.send(
                    request.uri(URI.create(member.uri() + path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no answer from " + member.uri() + path, e);
        }
    }

    private static HttpResponse<String> get(Member member, String path) {
        return send(HttpRequest.newBuilder(), member, path);
    }

    private static HttpResponse<String> post(Member member, String path, String body) {
        return send(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)), member, path);
    }

    private static long leaders() {
        return nodes.members().stream()
                .filter(member -> get(member, "/api/leader-check").statusCode() == 200)
                .count();
    }

    private static List<Member> followers() {
        return nodes.members().stream()
                .filter(member -> get(member, "/api/raft-state").body().equals("\"Follower\"")
                        && get(member, "/api/raft-health").statusCode() == 200)
                .toList();
    }

    @Test
    void aWriteThroughAnyNodeIsReadOnThatNodeAtOnceAndOnAllLinearizably() {
        for (Member writer : nodes.members()) {
            HttpResponse<String> written = post(writer, "/hraftd/key", "{\"by\":\"" + writer.uri() + "\"}");
            assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
            String expected = "{\"by\":\"" + writer.uri() + "\"}";
            assertThat(get(writer, "/hraftd/key/by").body()).isEqualTo(expected);
            for (Member reader : nodes.members()) {
                assertThat(get(reader, "/hraftd/key/by?consistency=linearizable")
                                .body())
                        .isEqualTo(expected);
                assertThat(get(reader, "/hraftd/key/by?consistency=leader").body())
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aWriteRepeatedThroughAnotherNodeTakesEffectOnce() {
        for (Member writer : nodes.members()) {
            HttpResponse<String> written = send(
                    HttpRequest.newBuilder()
                            .header("X-Request-Id", "same")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"once\":\"1\"}")),
                    writer,
                    "/hraftd/key?ifAbsent=true");
            assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
        }
    }

    @Test
    void thePagesOldCallsThroughAFollowerChangeAllNodes() {
        for (Member member : followers()) {
            HttpResponse<String> answer = get(member, "/api/tag/db1/3306?tag=seen%3Dyes");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(get(member, "/api/tags/db1/3306").body()).isEqualTo("[\"seen=yes\"]");
        }
        for (Member member : nodes.members()) {
            assertThat(get(member, "/api/routed-leader-check").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void leadershipIsHandedToTheNodeThatAFollowerIsAskedToLead() {
        Member follower = followers().get(0);
        HttpResponse<String> yielded = get(follower, "/api/raft-yield/" + follower.address());
        assertThat(yielded.statusCode()).as(yielded.body()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get(follower, "/api/leader-check").statusCode() == 200 && leaders() == 1);
        await().atMost(Duration.ofSeconds(20)).until(() -> followers().size() == 2);
    }

    @Test
    void aValueOfTheGreatestLengthIsReplicated() {
        String value = "v".repeat(512 * 1024);
        Member follower = followers().get(0);
        HttpResponse<String> written = post(follower, "/hraftd/key", "{\"long\":\"" + value + "\"}");
        assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
        assertThat(get(followers().get(1), "/hraftd/key/long?consistency=linearizable")
                        .body())
                .hasSize(value.length() + 11);
    }
}
