package io.quorate.config.catalogue;

import static io.quorate.config.catalogue.Draft.commands;
import static io.quorate.config.catalogue.Draft.count;
import static io.quorate.config.catalogue.Draft.text;

import java.util.List;

/** Commands of the operator that run around a recovery, one after another. */
final class HookKeys {

    static final List<Key> KEYS = List.of(
            text("ProcessesShellCommand", "bash").says("The shell that runs the commands."),
            count("HookTimeoutSeconds", 60)
                    .atLeast(1)
                    .from(Origin.QUORATE)
                    .says("A command still running after this time is killed and counts as failed."),
            commands("OnFailureDetectionProcesses")
                    .says(
                            "When a failure is found, before a recovery is decided on. A failing one stops the recovery."),
            commands("PreGracefulTakeoverProcesses")
                    .notYet()
                    .says("Before a planned switch makes the old primary read-only. A failing one stops the switch."),
            commands("PreFailoverProcesses").says("Before any recovery. A failing one stops the recovery."),
            commands("PostMasterFailoverProcesses").says("After a primary was replaced."),
            commands("PostIntermediateMasterFailoverProcesses")
                    .notYet()
                    .says("After an intermediate source was replaced."),
            commands("PostFailoverProcesses").says("After every recovery that succeeded, behind the two above."),
            commands("PostUnsuccessfulFailoverProcesses").says("After a recovery that found no successor."),
            commands("PostGracefulTakeoverProcesses").notYet().says("At the end of a planned switch."),
            commands("PostTakeMasterProcesses")
                    .notYet()
                    .says("After `take-master`; gets the promoted and the demoted server as arguments, no"
                            + " placeholders."));

    private HookKeys() {}
}
