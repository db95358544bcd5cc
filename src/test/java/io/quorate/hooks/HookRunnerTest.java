package io.quorate.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.hooks.HookPoint.AfterFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookRunnerTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    @SuppressWarnings("NullAway.Init") // filled by JUnit
    private Path folder;

    private final List<String> events = new ArrayList<>();

    @BeforeAll
    static void needsBash() {
        if (!new Shell("bash").isFound()) {
            Assumptions.abort("bash is not installed");
        }
    }

    @Test
    void runsInOrderWithEnvironmentAndPlaceholders() {
        HookResult result = run(
                HookPoint.POST_FAILOVER,
                Contexts.recovered(),
                "echo one {failedHost} $ORC_SUCCESSOR_HOST $QUORATE_SUCCESSOR_PORT",
                "echo two >&2; echo \"${ORC_COUNT_LOST_REPLICAS-none} {countLostReplicas}\"");

        assertThat(result).isInstanceOf(HookResult.Passed.class);
        assertThat(result.outcomes())
                .extracting(HookOutcome::tail)
                .containsExactly("one db1 db2 3307\n", "two\nnone 1\n");
        assertThat(events).hasSize(6);
        assertThat(events.get(0)).isEqualTo("PostFailoverProcesses: 2 hooks to run");
        assertThat(events.get(1))
                .isEqualTo("PostFailoverProcesses: hook 1 of 2 starts: echo one db1 $ORC_SUCCESSOR_HOST"
                        + " $QUORATE_SUCCESSOR_PORT");
        assertThat(events.get(2)).startsWith("PostFailoverProcesses: hook 1 exited with status 0 after 0.");
        assertThat(events.get(5)).isEqualTo("PostFailoverProcesses: done");
    }

    @Test
    void aVetoEndsTheListAndGivesItsReason() {
        HookResult result = run(
                HookPoint.PRE_FAILOVER,
                Contexts.deadPrimary(),
                "true",
                "echo first; echo not today; exit 3",
                "touch " + folder.resolve("third"));

        assertThat(result.outcomes()).hasSize(2);
        List<HookResult.Failed> failures = new ArrayList<>();
        result.onFailure(failures::add);
        assertThat(failures).singleElement().satisfies(failed -> {
            assertThat(failed.exitStatus()).contains(3);
            assertThat(failed.first().tail()).isEqualTo("first\nnot today\n");
            assertThat(failed.reason())
                    .startsWith("PreFailoverProcesses: hook 2 exited with status 3 after 0.")
                    .endsWith("s, saying: not today");
        });
        assertThat(folder.resolve("third")).doesNotExist();
    }

    @Test
    void afterTheFactAFailingHookDoesNotKeepTheOthersFromRunning() {
        HookResult result = run(HookPoint.POST_FAILOVER, Contexts.recovered(), "exit 1", "echo here");

        assertThat(result).isInstanceOf(HookResult.Failed.class);
        assertThat(result.outcomes()).extracting(HookOutcome::isSuccess).containsExactly(false, true);
    }

    @Test
    void theCallerMayDecideOtherwise() {
        HookRunner runner = HookRunner.of(settings(HookPoint.PRE_FAILOVER, LONG, "exit 1", "echo here"));

        assertThat(runner.run(HookPoint.PRE_FAILOVER, Contexts.deadPrimary(), AfterFailure.RUN_ON, this::note)
                        .outcomes())
                .hasSize(2);
    }

    @Test
    void noHooksArePassed() {
        HookResult result = run(HookPoint.PRE_FAILOVER, Contexts.deadPrimary());

        assertThat(result).isInstanceOf(HookResult.Passed.class);
        assertThat(events).containsExactly("PreFailoverProcesses: no hooks", "PreFailoverProcesses: done");
    }

    @Test
    void whatRunsTooLongIsKilledWithAllItStarted() throws IOException {
        String stubborn = "(trap '' TERM; echo $BASHPID; sleep 300 & echo $!; wait; sleep 300) >> " + pids();
        String orphan = "(sleep 300 & echo $! >> " + pids() + ")";
        HookSettings settings = settings(
                HookPoint.PRE_FAILOVER,
                Duration.ofSeconds(3),
                stubborn + " &\n" + orphan + "\necho waiting; sleep 300");

        HookResult result = HookRunner.of(settings).run(HookPoint.PRE_FAILOVER, Contexts.deadPrimary(), this::note);

        HookOutcome outcome = result.outcomes().get(0);
        assertThat(outcome.ending()).isEqualTo(new HookOutcome.TimedOut(Duration.ofSeconds(3)));
        assertThat(outcome.tail()).isEqualTo("waiting\n");
        assertThat(outcome.took()).isLessThan(Duration.ofSeconds(15));
        List<String> started = Files.readAllLines(pids());
        assertThat(started).hasSize(3).noneMatch(HookRunnerTest::isRunning);
    }

    @Test
    void aTrailingAmpersandIsNotWaitedForYetReported() throws Exception {
        Path go = folder.resolve("go");
        String waits = "for i in {1..200}; do [ -e " + go + " ] && echo went && exit 5; sleep 0.1; done &";
        BlockingQueue<HookEvent> seen = new LinkedBlockingQueue<>();

        HookResult result = HookRunner.of(settings(HookPoint.PRE_FAILOVER, LONG, waits, "echo second"))
                .run(HookPoint.PRE_FAILOVER, Contexts.deadPrimary(), seen::add);

        assertThat(result).isInstanceOf(HookResult.Passed.class);
        assertThat(result.outcomes().get(0).ending()).isEqualTo(new HookOutcome.Detached());
        assertThat(seen.stream().filter(HookEvent.Finished.class::isInstance)).hasSize(1);
        Files.createFile(go);
        seen.clear();
        HookEvent late = Optional.ofNullable(seen.poll(20, TimeUnit.SECONDS)).orElseThrow();
        assertThat(late.describe()).contains("hook 1 exited with status 5").endsWith("saying: went");
    }

    @Test
    void onlyTheLastOfALongOutputIsKept() {
        HookResult result =
                run(HookPoint.PRE_FAILOVER, Contexts.deadPrimary(), "head -c 3000000 /dev/zero | tr '\\0' x; echo end");

        assertThat(result.outcomes().get(0).tail())
                .hasSize(OutputTail.LIMIT + 1)
                .startsWith("…xxx")
                .endsWith("xend\n");
    }

    @Test
    void aChildLeftInTheBackgroundDoesNotHoldUpTheList() {
        HookResult result = run(HookPoint.PRE_FAILOVER, Contexts.deadPrimary(), "sleep 8 & echo started");

        assertThat(result.outcomes().get(0).took()).isLessThan(Duration.ofSeconds(6));
        assertThat(result.outcomes().get(0).tail()).isEqualTo("started\n");
    }

    @Test
    void theScriptIsForOurEyesOnlyAndRemovedAfterwards() {
        String tail = run(HookPoint.PRE_FAILOVER, Contexts.deadPrimary(), "stat -c %a \"$0\"; echo \"$0\"")
                .outcomes()
                .get(0)
                .tail();

        assertThat(tail).startsWith("600\n");
        assertThat(Path.of(tail.lines().skip(1).findFirst().orElseThrow())).doesNotExist();
    }

    @Test
    void variablesThatHoldSecretsAreWithheld() {
        Assumptions.assumeTrue(System.getenv("HOME") != null, "HOME is not set");
        HookSettings settings = HookSettings.of(
                Map.of(HookPoint.PRE_FAILOVER, List.of("printenv HOME || echo none", "echo ${PATH:+some}")),
                "bash",
                LONG,
                Set.of("HOME"));

        assertThat(HookRunner.of(settings)
                        .run(HookPoint.PRE_FAILOVER, Contexts.deadPrimary(), this::note)
                        .outcomes())
                .extracting(HookOutcome::tail)
                .containsExactly("none\n", "some\n");
    }

    @Test
    void aRoleSwapPassesBothServersAsArguments() {
        HookResult result = run(
                HookPoint.POST_TAKE_PRIMARY,
                new RoleSwap(Contexts.SUCCESSOR, Contexts.PRIMARY),
                "echo $1 $2 $ORC_SUCCESSOR_HOST $ORC_FAILED_HOST ${ORC_FAILED_PORT-none} {failedHost}");

        assertThat(result.outcomes().get(0).tail())
                .isEqualTo("db2:3307 db1:3306 db2:3307 db1:3306 none {failedHost}\n");
    }

    @Test
    void aMissingShellFailsTheHookAndIsReportedAtTheStart() {
        HookSettings settings =
                HookSettings.of(Map.of(HookPoint.PRE_FAILOVER, List.of("true")), "/nowhere/bash", LONG, Set.of());

        assertThat(settings.findings()).singleElement().asString().contains("'/nowhere/bash' is not on the PATH");
        assertThat(HookRunner.of(settings).run(HookPoint.PRE_FAILOVER, Contexts.deadPrimary(), this::note))
                .isInstanceOf(HookResult.Failed.class);
    }

    @Test
    void anInterruptionKillsTheHook() {
        Thread.currentThread().interrupt();
        HookResult result = run(HookPoint.PRE_FAILOVER, Contexts.deadPrimary(), "sleep 300");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.outcomes().get(0).ending()).isEqualTo(new HookOutcome.Interrupted());
    }

    private HookResult run(HookPoint point, HookValues values, String... hooks) {
        return HookRunner.of(settings(point, LONG, hooks)).run(point, values, this::note);
    }

    private static HookSettings settings(HookPoint point, Duration timeout, String... hooks) {
        return HookSettings.of(Map.of(point, List.of(hooks)), "bash", timeout, Set.of());
    }

    private void note(HookEvent event) {
        events.add(event.describe());
    }

    private Path pids() {
        return folder.resolve("pids");
    }

    /** A killed process may stay as a zombie where nobody collects it; that one does not run. */
    private static boolean isRunning(String pid) {
        try {
            String stat = Files.readString(Path.of("/proc", pid, "stat"));
            return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException e) {
            return false;
        }
    }
}
