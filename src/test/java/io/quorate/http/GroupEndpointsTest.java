package io.quorate.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.RawHeader;
import com.fasterxml.jackson.databind.JsonNode;
import io.quorate.log.FakeGroup;
import io.quorate.log.Leadership;
import io.quorate.log.LogUnavailable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a member of a group tells of it, and how it is changed. */
class GroupEndpointsTest {

    private final FakeGroup group = FakeGroup.ofThree();
    private final TestNode node = new TestNode(group);

    @AfterEach
    void stop() {
        node.close();
    }

    private void follow() {
        group.ledBy("n2");
        node.log.lead(new Leadership(false, 7, Optional.of("n2")));
    }

    private TestNode.Seen post(String path) {
        return node.send(HttpRequest.POST(path));
    }

    @Test
    void theLeaderSaysSoToLoadBalancersAndNobodyElseDoes() {
        group.ledBy("n1");
        assertThat(node.get("/api/leader-check").status()).isEqualTo(200);
        assertThat(node.get("/api/leader-check").body()).isEqualTo("\"OK\"");
        group.loseLease();
        assertThat(node.get("/api/leader-check").status()).isEqualTo(404);
        assertThat(node.get("/api/leader-check/503").status()).isEqualTo(503);
        assertThat(node.get("/api/leader-check/200").body()).isEqualTo("\"Not leader\"");
        assertThat(node.get("/api/leader-check/nonsense").status()).isEqualTo(404);
        assertThat(node.get("/api/lb-check").status()).isEqualTo(200);
    }

    @Test
    void aFollowerAnswersQuestionsAboutTheGroupItself() {
        follow();
        assertThat(node.get("/api/raft-state").body()).isEqualTo("\"Follower\"");
        assertThat(node.get("/api/raft-leader").body()).isEqualTo("\"10.0.0.2:10008\"");
        assertThat(node.get("/api/raft-health").body()).isEqualTo("\"healthy\"");
        assertThat(node.get("/api/raft-peers").body())
                .isEqualTo("[\"10.0.0.1:10008\",\"10.0.0.2:10008\",\"10.0.0.3:10008\"]");
        assertThat(node.get("/api/raft-status").body())
                .isEqualTo(
                        "{\"RaftBind\":\"0.0.0.0:10008\",\"RaftAdvertise\":\"10.0.0.1:10008\",\"State\":\"Follower\","
                                + "\"Healthy\":true,\"IsPartOfQuorum\":true,\"Leader\":\"10.0.0.2:10008\","
                                + "\"LeaderURI\":\"http://10.0.0.2:3000\","
                                + "\"Peers\":[\"10.0.0.1:10008\",\"10.0.0.2:10008\",\"10.0.0.3:10008\"]}");
        assertThat(node.get("/api/raft-follower-health-report/t/a/b").body()).isEqualTo("\"health reported\"");
    }

    @Test
    void aNodeWithoutALeaderIsUnhealthyAndKnowsNone() {
        group.ledByNobody();
        TestNode.Seen health = node.get("/api/raft-health");
        assertThat(health.status()).isEqualTo(500);
        assertThat(health.json().get("Message").asText()).isEqualTo("unhealthy");
        assertThat(node.get("/api/raft-leader").body()).isEqualTo("\"\"");
        assertThat(node.get("/api/raft-state").body()).isEqualTo("\"Candidate\"");
    }

    @Test
    void theStatusOfANodeTellsItsPlaceInTheGroup() {
        follow();
        for (String path : List.of("/api/health", "/api/status")) {
            JsonNode details = node.get(path).details();
            assertThat(details.get("IsActiveNode").asBoolean()).isFalse();
            assertThat(details.get("ActiveNode").get("Hostname").asText()).isEqualTo("10.0.0.2:10008");
            assertThat(details.get("RaftLeader").asText()).isEqualTo("10.0.0.2:10008");
            assertThat(details.get("IsRaftLeader").asBoolean()).isFalse();
            assertThat(details.get("RaftLeaderURI").asText()).isEqualTo("http://10.0.0.2:3000");
            assertThat(details.get("RaftAdvertise").asText()).isEqualTo("10.0.0.1:10008");
            assertThat(details.get("RaftHealthyMembers").toString())
                    .isEqualTo("[\"10.0.0.1:10008\",\"10.0.0.2:10008\"]");
        }
    }

    @Test
    void yieldsToANodeByItsIdItsAddressOrAPartOfIt() {
        follow();
        assertThat(node.get("/api/raft-yield/n3").json().get("Code").asText()).isEqualTo("OK");
        node.get("/api/raft-yield/10.0.0.3");
        node.get("/api/raft-yield/10.0.0.3:10008");
        TestNode.Seen hinted = node.get("/api/raft-yield-hint/0.3");
        assertThat(hinted.details().asText()).isEqualTo("0.3");
        assertThat(group.asked).containsExactly("transfer to n3", "transfer to n3", "transfer to n3", "transfer to n3");
        TestNode.Seen unknown = node.get("/api/raft-yield/10.9.9.9");
        assertThat(unknown.status()).isEqualTo(500);
        assertThat(unknown.json().get("Message").asText())
                .isEqualTo("No member of the group is called '10.9.9.9'; there are 10.0.0.1:10008, 10.0.0.2:10008, "
                        + "10.0.0.3:10008");
    }

    @Test
    void addsAndRemovesByAddressWithTheUsualPort() {
        follow();
        assertThat(node.get("/api/raft-add-peer/10.0.0.4").body()).isEqualTo("\"10.0.0.4:10008\"");
        assertThat(node.get("/api/raft-add-peer/db.example:7").body()).isEqualTo("\"db.example:7\"");
        assertThat(node.get("/api/raft-add-peer/2001:db8::1").body()).isEqualTo("\"[2001:db8::1]:10008\"");
        assertThat(node.get("/api/raft-remove-peer/10.0.0.3").body()).isEqualTo("\"10.0.0.3:10008\"");
        assertThat(group.asked)
                .containsExactly(
                        "add 10.0.0.4:10008 at 10.0.0.4:10008 {}",
                        "add db.example:7 at db.example:7 {}",
                        "add [2001:db8::1]:10008 at [2001:db8::1]:10008 {}",
                        "remove n3");
    }

    @Test
    void stepsDownAndTakesSnapshotsWhenAsked() {
        group.ledBy("n1");
        assertThat(node.get("/api/reelect").json().get("Code").asText()).isEqualTo("OK");
        assertThat(node.get("/api/raft-snapshot").body()).isEqualTo("\"snapshot created\"");
        assertThat(node.get("/api/grab-election").status()).isEqualTo(500);
        assertThat(group.asked).containsExactly("transfer to anybody", "snapshot");
    }

    @Test
    void tellsEverythingItKnowsInItsOwnTerms() {
        follow();
        JsonNode all = node.get("/api/v2/raft").json();
        assertThat(all.get("self").asText()).isEqualTo("n1");
        assertThat(all.get("leader").asText()).isEqualTo("n2");
        assertThat(all.get("leadingSince").asText()).isEqualTo(TestNode.NOW.toString());
        assertThat(all.get("lastContactMillis").asLong()).isEqualTo(36);
        assertThat(all.get("log").get("appliedIndex").asLong()).isEqualTo(41);
        group.ledByNobody();
        assertThat(node.get("/api/v2/raft").json().get("leader").isNull()).isTrue();
        JsonNode third = all.get("members").get(2);
        assertThat(third.toString())
                .isEqualTo("{\"id\":\"n3\",\"address\":\"10.0.0.3:10008\",\"httpUri\":\"http://10.0.0.3:3000\","
                        + "\"leads\":false,\"voter\":true,\"admitted\":true,\"active\":false,\"priority\":50,"
                        + "\"matchIndex\":41,\"behind\":1,\"labels\":{}}");
    }

    @Test
    void changesItsMembersOnlyByTheRightMethod() {
        assertThat(node.get("/api/v2/raft/transfer").status()).isEqualTo(404);
        assertThat(node.get("/api/v2/raft/members/n2").status()).isEqualTo(404);
        post("/api/v2/raft/transfer");
        post("/api/v2/raft/transfer/n2");
        post("/api/v2/raft/snapshot");
        post("/api/v2/raft/members/n2/promote");
        post("/api/v2/raft/members/n2/priority/80");
        node.send(HttpRequest.create("/api/v2/raft/members/n2").withMethod(HttpMethods.DELETE));
        node.send(HttpRequest.POST("/api/v2/raft/members")
                .withEntity("{\"address\":\"10.0.0.4\",\"id\":\"n4\",\"dataCenter\":\"west\"}"));
        assertThat(group.asked)
                .containsExactly(
                        "transfer to anybody",
                        "transfer to n2",
                        "snapshot",
                        "promote n2",
                        "prefer n2 by 80",
                        "remove n2",
                        "add n4 at 10.0.0.4:10008 {dataCenter=west}");
        assertThat(post("/api/v2/raft/members/n2/priority/101")
                        .json()
                        .get("Message")
                        .asText())
                .isEqualTo("Invalid priority: '101' is not between 0 and 100");
        assertThat(post("/api/v2/raft/members").json().get("Message").asText())
                .isEqualTo("The body is not a JSON object");
    }

    @Test
    void saysWhyAChangeOfTheGroupDidNotHappen() {
        group.failWith(new IllegalArgumentException("n2 lags 500 entries behind"));
        TestNode.Seen senseless = post("/api/v2/raft/members/n2/promote");
        assertThat(senseless.status()).isEqualTo(500);
        assertThat(senseless.json().get("Message").asText()).isEqualTo("n2 lags 500 entries behind");
        group.failWith(new LogUnavailable("no leader is known"));
        assertThat(post("/api/v2/raft/transfer").status()).isEqualTo(503);
        assertThat(node.get("/api/reelect").status()).isEqualTo(503);
    }

    @Test
    void aRequestThatIsRepeatedUnderItsIdTakesEffectOnce() {
        group.ledBy("n1");
        HttpRequest tag =
                HttpRequest.GET("/api/tag/db1/3306?tag=a=1").addHeader(RawHeader.create("X-Request-Id", "r1"));
        node.send(tag);
        node.send(HttpRequest.GET("/api/untag/db1/3306?tag=a"));
        node.send(tag);
        assertThat(node.get("/api/tags/db1/3306").body()).isEqualTo("[]");
        node.send(HttpRequest.GET("/api/tag/db1/3306?tag=a=1").addHeader(RawHeader.create("Idempotency-Key", "r2")));
        assertThat(node.get("/api/tags/db1/3306").body()).isEqualTo("[\"a=1\"]");
        TestNode.Seen tooLong = node.send(HttpRequest.GET("/api/tag/db1/3306?tag=a=1")
                .addHeader(RawHeader.create("X-Request-Id", "x".repeat(101))));
        assertThat(tooLong.json().get("Message").asText()).isEqualTo("X-Request-Id: 101 characters, expected 1 to 100");
    }

    @Test
    void anUnknownOutcomeNamesTheIdUnderWhichToRepeat() {
        group.ledBy("n1");
        node.log.fallSilent();
        TestNode.Seen seen = node.send(
                HttpRequest.GET("/api/tag/db1/3306?tag=a=1").addHeader(RawHeader.create("X-Request-Id", "r1")));
        assertThat(seen.status()).isEqualTo(500);
        assertThat(seen.json().get("Message").asText())
                .isEqualTo("It is not known whether this took effect: the leader changed; it is safe to repeat it with "
                        + "the header X-Request-Id: r1");
        assertThat(node.raw(HttpRequest.GET("/api/tag/db1/3306?tag=a=1")).getHeader("X-Request-Id"))
                .isPresent();
    }
}
