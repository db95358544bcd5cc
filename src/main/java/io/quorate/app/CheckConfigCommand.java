package io.quorate.app;

import io.quorate.config.CheckConfig;
import io.quorate.config.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quorate check-config}: reads configuration files, tells all that is wrong with them, starts nothing. */
@Command(
        name = "check-config",
        mixinStandardHelpOptions = true,
        description = "Checks configuration files; exit code 1 when they cannot be used.")
final class CheckConfigCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files, each laid over the ones before.")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        CheckConfig.Report report = CheckConfig.run(files, Surroundings.ofProcess());
        spec.commandLine().getOut().print(report.text());
        spec.commandLine().getOut().flush();
        return report.exitCode();
    }
}
