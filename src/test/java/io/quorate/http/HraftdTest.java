package io.quorate.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.RemoteAddress;
import akka.http.javadsl.model.headers.RawHeader;
import io.quorate.log.FakeGroup;
import io.quorate.log.Leadership;
import io.quorate.log.LogUnavailable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HraftdTest {

    private final FakeGroup group = FakeGroup.ofThree().ledBy("n1");
    private final TestNode node = new TestNode(group);

    @AfterEach
    void stop() {
        node.close();
    }

    private TestNode.Seen post(String path, String body) {
        return node.send(HttpRequest.POST(path).withEntity(body));
    }

    private TestNode.Seen delete(String path) {
        return node.send(HttpRequest.create(path).withMethod(HttpMethods.DELETE));
    }

    private TestNode.Seen delete(String path, String body) {
        return node.send(HttpRequest.create(path).withMethod(HttpMethods.DELETE).withEntity(body));
    }

    @Test
    void setsGetsAndDeletesAsInTheReadmeOfHraftd() {
        TestNode.Seen set = post("/hraftd/key", "{\"foo\":\"bar\"}");
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.body()).isEmpty();
        TestNode.Seen got = node.get("/hraftd/key/foo");
        assertThat(got.body()).isEqualTo("{\"foo\":\"bar\"}");
        assertThat(got.contentType()).isEqualToIgnoringCase("application/json; charset=utf-8");
        assertThat(delete("/hraftd/key/foo").body()).isEmpty();
        TestNode.Seen gone = node.get("/hraftd/key/foo");
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.body()).isEmpty();
        assertThat(delete("/hraftd/key/foo").status()).isEqualTo(200);
    }

    @Test
    void severalKeysOfOneBodyAreOneWrite() {
        post("/hraftd/key", "{\"a\":\"1\",\"b\":\"2\"}");
        assertThat(node.log.proposed()).hasSize(1);
        assertThat(node.log.state().keyValues().version("a"))
                .isEqualTo(node.log.state().keyValues().version("b"));
        assertThat(post("/hraftd/key", "{}").status()).isEqualTo(200);
        assertThat(node.log.proposed()).hasSize(1);
    }

    @Test
    void aValueThatIsJsonIsShownAsSuch() {
        String[][] shown = {
            {"12", "12"},
            {"-1.50", "-1.5"},
            {"3.0", "3"},
            {"9007199254740993", "9007199254740993"},
            {"true", "true"},
            {"null", "null"},
            {" [1, 2] ", "[1,2]"},
            {"{\\\"a\\\": {\\\"b\\\": 1}}", "{\"a\":{\"b\":1}}"},
            {"\\\"q\\\"", "\"q\""},
            {"007", "\"007\""},
            {"1-2", "\"1-2\""},
            {"{x}", "\"{x}\""},
            {"truest", "\"truest\""},
            {"1 2", "\"1 2\""},
            {"", "\"\""},
            {"<b>", "\"\\u003cb\\u003e\""}
        };
        for (String[] pair : shown) {
            post("/hraftd/key", "{\"k\":\"" + pair[0] + "\"}");
            assertThat(node.get("/hraftd/key/k").body()).isEqualTo("{\"k\":" + pair[1] + "}");
        }
    }

    @Test
    void aKeyIsWhateverFollows() {
        post("/hraftd/key", "{\"a/b\":\"1\",\"foo\":\"2\",\"sp ace\":\"3\",\"p+q\":\"4\",\"\u20ac\":\"5\"}");
        assertThat(node.get("/hraftd/key/a/b").body()).isEqualTo("{\"a/b\":1}");
        assertThat(node.get("/hraftd/keyfoo").body()).isEqualTo("{\"foo\":2}");
        assertThat(node.get("/hraftd/key/sp%20ace").body()).isEqualTo("{\"sp ace\":3}");
        assertThat(node.get("/hraftd/key/p+q").body()).isEqualTo("{\"p+q\":4}");
        assertThat(node.get("/hraftd/key/%E2%82%AC").body()).isEqualTo("{\"\u20ac\":5}");
        assertThat(node.get("/hraftd/key/").status()).isEqualTo(400);
        assertThat(node.get("/hraftd/key").status()).isEqualTo(400);
        assertThat(delete("/hraftd/key/").status()).isEqualTo(400);
    }

    @Test
    void whatCannotBeWrittenIsRefusedWithASentence() {
        assertThat(post("/hraftd/key", "{\"k\":1}").status()).isEqualTo(400);
        assertThat(post("/hraftd/key", "{\"k\":1}").json().get("msg").asText())
                .isEqualTo("the value of key 'k' is not a text");
        assertThat(post("/hraftd/key", "nonsense").status()).isEqualTo(400);
        assertThat(post("/hraftd/key", "{\"" + "k".repeat(513) + "\":\"v\"}")
                        .json()
                        .get("msg")
                        .asText())
                .endsWith("is longer than 512 bytes");
        assertThat(post("/hraftd/key", "{\"k\":\"" + "v".repeat(524_289) + "\"}")
                        .json()
                        .get("msg")
                        .asText())
                .isEqualTo("the value of key 'k' is longer than 524288 bytes");
        String half = "\":\"" + "\u20ac".repeat(174_000) + "\"";
        assertThat(post("/hraftd/key", "{\"a" + half + ",\"b" + half + ",\"c" + half + "}")
                        .json()
                        .get("msg")
                        .asText())
                .isEqualTo(
                        "the keys and values of one body are 1566003 bytes, at most 1048576 are taken; send several");
        assertThat(post("/hraftd/key", "x".repeat(5_000_000)).status()).isEqualTo(413);
        assertThat(node.send(HttpRequest.PUT("/hraftd/key/k")).status()).isEqualTo(405);
        assertThat(node.log.proposed()).isEmpty();
    }

    @Test
    void comparesAndSets() {
        assertThat(post("/hraftd/key?ifAbsent=true", "{\"k\":\"1\"}").status()).isEqualTo(200);
        TestNode.Seen conflict = post("/hraftd/key?ifAbsent=true", "{\"k\":\"2\"}");
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.body())
                .isEqualTo("{\"ok\":false,\"msg\":\"key 'k' has version 1, expected it to be absent\"}");
        HttpResponse read = node.raw(HttpRequest.GET("/hraftd/key/k"));
        assertThat(read.getHeader("X-Quorate-Version").orElseThrow().value()).isEqualTo("1");
        assertThat(post("/hraftd/key?ifVersion=1", "{\"k\":\"2\"}").status()).isEqualTo(200);
        assertThat(post("/hraftd/key?ifVersion=1", "{\"k\":\"3\"}").status()).isEqualTo(409);
        assertThat(post("/hraftd/key?ifValue=2", "{\"k\":\"3\"}").status()).isEqualTo(200);
        assertThat(delete("/hraftd/key/k?ifValue=2").status()).isEqualTo(409);
        assertThat(delete("/hraftd/key/k?ifVersion=3").status()).isEqualTo(200);
        assertThat(post("/hraftd/key?ifVersion=x", "{\"k\":\"1\"}")
                        .json()
                        .get("msg")
                        .asText())
                .startsWith("ifVersion 'x' is not a whole number");
    }

    @Test
    void aWriteThatIsRepeatedUnderItsIdTakesEffectOnce() {
        HttpRequest write = HttpRequest.POST("/hraftd/key")
                .withEntity("{\"k\":\"1\"}")
                .addHeader(RawHeader.create("X-Request-Id", "w1"));
        node.send(write);
        post("/hraftd/key", "{\"k\":\"2\"}");
        assertThat(node.raw(write).getHeader("X-Quorate-Version").orElseThrow().value())
                .as("the first one's answer")
                .isEqualTo("1");
        assertThat(node.get("/hraftd/key/k").body()).isEqualTo("{\"k\":2}");
    }

    @Test
    void writesThroughAFollowerGoToItsLog() {
        group.ledBy("n2");
        node.log.lead(new Leadership(false, 7, Optional.of("n2")));
        assertThat(post("/hraftd/key", "{\"k\":\"1\"}").status()).isEqualTo(200);
        assertThat(node.get("/hraftd/key/k").body()).isEqualTo("{\"k\":1}");
    }

    @Test
    void withoutAQuorumNothingIsWrittenAndStaleReadsGoOn() {
        post("/hraftd/key", "{\"k\":\"1\"}");
        node.log.loseQuorum();
        group.ledByNobody();
        group.failWith(new LogUnavailable("no leader is known"));
        HttpResponse refused = node.raw(HttpRequest.POST("/hraftd/key").withEntity("{\"k\":\"2\"}"));
        assertThat(refused.status().intValue()).isEqualTo(503);
        assertThat(refused.getHeader("Retry-After")).isPresent();
        assertThat(node.get("/hraftd/key/k").body()).isEqualTo("{\"k\":1}");
        assertThat(node.get("/hraftd/key/k?consistency=leader").status()).isEqualTo(503);
        assertThat(node.get("/hraftd/key/k?consistency=linearizable").status()).isEqualTo(503);
    }

    @Test
    void anUnknownOutcomeIsSaidToBeOne() {
        node.log.fallSilent();
        HttpResponse seen = node.raw(HttpRequest.POST("/hraftd/key")
                .withEntity("{\"k\":\"1\"}")
                .addHeader(RawHeader.create("X-Request-Id", "w1")));
        assertThat(seen.status().intValue()).isEqualTo(500);
        assertThat(seen.getHeader("X-Request-Id").orElseThrow().value()).isEqualTo("w1");
    }

    @Test
    void readsAsConsistentlyAsAskedFor() {
        post("/hraftd/key", "{\"k\":\"1\"}");
        assertThat(node.get("/hraftd/key/k?consistency=stale").body()).isEqualTo("{\"k\":1}");
        assertThat(node.get("/hraftd/key/k?consistency=leader").body()).isEqualTo("{\"k\":1}");
        assertThat(group.asked).isEmpty();
        assertThat(node.get("/hraftd/key/k?consistency=linearizable").body()).isEqualTo("{\"k\":1}");
        assertThat(group.asked).containsExactly("barrier");
        assertThat(node.get("/hraftd/key/k?consistency=maybe").json().get("msg").asText())
                .isEqualTo("consistency 'maybe' is unknown; expected stale, leader or linearizable");
    }

    @Test
    void listsKeysByPrefix() {
        post("/hraftd/key", "{\"a/1\":\"x\",\"a/2\":\"12\",\"b\":\"y\"}");
        assertThat(node.get("/hraftd/list?prefix=a/").body())
                .isEqualTo("{\"revision\":1,\"keys\":[{\"key\":\"a/1\",\"value\":\"x\",\"version\":1},"
                        + "{\"key\":\"a/2\",\"value\":\"12\",\"version\":1}],\"more\":false}");
        assertThat(node.get("/hraftd/list?limit=1").json().get("more").asBoolean())
                .isTrue();
    }

    @Test
    void tellsOfTheGroupInHraftdsTerms() {
        assertThat(node.get("/hraftd/raft/health").body()).isEqualTo("OK");
        assertThat(node.get("/hraftd/raft/health").contentType()).isEqualToIgnoringCase("text/plain; charset=utf-8");
        assertThat(node.get("/hraftd/raft/state").body()).isEqualTo("{\"ok\":true,\"msg\":\"Leader\"}");
        assertThat(node.get("/hraftd/raft/stats").json().get("last_contact").asText())
                .isEqualTo("0");
        assertThat(node.get("/hraftd/raft/stats").json().get("num_peers").asText())
                .isEqualTo("2");
        assertThat(node.get("/hraftd/raft/stats").json().get("fsm_pending").asText())
                .isEqualTo("1");
        assertThat(node.get("/hraftd/raft/cluster").json().get("leader").toString())
                .isEqualTo("{\"address\":\"10.0.0.1:10008\",\"id\":\"10.0.0.1:3000,10.0.0.1:10008\","
                        + "\"state\":\"Leader\",\"suffrage\":\"Voter\"}");
        assertThat(node.get("/hraftd/raft/cluster").json().get("servers").findValuesAsText("state"))
                .containsExactly("Leader", "Follower", "Lost");
        assertThat(node.get("/hraftd/raft/node").json().get("nodeID").asText())
                .isEqualTo("10.0.0.1:3000,10.0.0.1:10008");
        assertThat(node.get("/hraftd/raft/node").json().get("startTime").asText())
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
        assertThat(post("/hraftd/raft/stats", "").status()).isEqualTo(405);
        assertThat(node.get("/hraftd/raft/join").status()).isEqualTo(405);
        assertThat(node.get("/hraftd/raft/nothing").status()).isEqualTo(404);
        assertThat(node.get("/hraftd/nothing").status()).isEqualTo(404);
    }

    @Test
    void aNodeJoinsUnderTheAddressItIsSeenAt() throws UnknownHostException {
        HttpRequest join = HttpRequest.POST("/hraftd/raft/join")
                .withEntity("{\"addr\":\":12001\",\"id\":\":11001,:12001\"}")
                .addAttribute(AttributeKeys.remoteAddress, RemoteAddress.create(InetAddress.getByName("10.0.0.9")));
        assertThat(node.send(join).body()).isEqualTo("{\"ok\":true,\"msg\":\"OK\"}");
        assertThat(group.asked)
                .containsExactly("add 10.0.0.9:11001,10.0.0.9:12001 at 10.0.0.9:12001 {httpUri=http://10.0.0.9:11001}");
        assertThat(node.get("/hraftd/key/raft/cluster")
                        .json()
                        .get("raft/cluster")
                        .get("servers"))
                .hasSize(3);
    }

    @Test
    void aMemberThatJoinsAgainIsTakenAsTheSame() {
        String same = "{\"addr\":\"10.0.0.2:10008\",\"id\":\"10.0.0.2:3000,10.0.0.2:10008\"}";
        assertThat(post("/hraftd/raft/join", same).body()).isEqualTo("{\"ok\":true,\"msg\":\"OK\"}");
        assertThat(group.asked).isEmpty();
        post("/hraftd/raft/join", same.replace(":3000", ":4000"));
        assertThat(group.asked)
                .containsExactly(
                        "remove n2",
                        "add 10.0.0.2:4000,10.0.0.2:10008 at 10.0.0.2:10008 {httpUri=http://10.0.0.2:4000}");
    }

    @Test
    void removesByAnyName() {
        assertThat(delete("/hraftd/raft/remove", "{\"id\":\"10.0.0.3:3000,10.0.0.3:10008\"}")
                        .body())
                .isEqualTo("{\"ok\":true,\"msg\":\"OK\"}");
        assertThat(group.asked).containsExactly("remove n3");
        assertThat(delete("/hraftd/raft/remove", "{\"id\":\"nobody\"}").body())
                .isEqualTo("{\"ok\":true,\"msg\":\"OK\"}");
        assertThat(delete("/hraftd/raft/remove", "{}").body()).isEqualTo("{\"ok\":false,\"msg\":\"ID not found\"}");
        group.failWith(new LogUnavailable("no leader is known"));
        assertThat(delete("/hraftd/raft/remove", "{\"id\":\"n3\"}").body())
                .isEqualTo("{\"ok\":false,\"msg\":\"no leader is known\"}");
    }

    @Test
    void hasNoJobs() {
        assertThat(post("/hraftd/dojob/myjob", "{}").body())
                .isEqualTo("{\"ok\":false,\"msg\":\"no job is registered as '/myjob': this program runs no jobs\"}");
        assertThat(node.get("/hraftd/dojob/myjob").status()).isEqualTo(405);
    }
}
