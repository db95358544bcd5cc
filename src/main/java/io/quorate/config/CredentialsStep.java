package io.quorate.config;

import io.quorate.config.catalogue.Catalogue;
import io.quorate.model.Secret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Puts user and password of the credentials files into the configuration, over those of the JSON files. */
final class CredentialsStep {

    private final Surroundings surroundings;
    private final ValueReader reader;
    private final Findings findings;

    CredentialsStep(Surroundings surroundings, ValueReader reader, Findings findings) {
        this.surroundings = surroundings;
        this.reader = reader;
        this.findings = findings;
    }

    Configuration apply(Configuration given) {
        return apply(apply(given, "MySQLOrchestrator"), "MySQLTopology");
    }

    private Configuration apply(Configuration given, String prefix) {
        String key = prefix + "CredentialsConfigFile";
        Optional<String> file = given.optionalText(key);
        if (file.isEmpty()) {
            return given;
        }
        Place place = given.place(key).orElseThrow();
        try {
            CredentialsFile.Credentials credentials =
                    CredentialsFile.read(surroundings.workingDirectory().resolve(Path.of(file.get())));
            Configuration withUser = credentials
                    .user()
                    .map(user -> given.withGiven(prefix + "User", user, place))
                    .orElse(given);
            return credentials
                    .password()
                    .map(password -> withPassword(withUser, prefix + "Password", password, place))
                    .orElse(withUser);
        } catch (CredentialsFile.Unusable | InvalidPathException e) {
            String reason = e instanceof CredentialsFile.Unusable ? e.getMessage() : "this is no file name";
            findings.error(Optional.of(place), key, key + ": the file " + file.get() + " cannot be used: " + reason);
            return given;
        }
    }

    private Configuration withPassword(Configuration given, String key, Secret password, Place place) {
        Substitution.Outcome outcome = reader.substitute(Catalogue.get(key), password.reveal());
        outcome.errorWithoutText()
                .ifPresent(reason ->
                        findings.error(Optional.of(place), key, key + ", from the credentials file: " + reason));
        outcome.warning().ifPresent(warning -> findings.warning(Optional.of(place), key, key + ": " + warning));
        return given.withGiven(key, Secret.of(outcome.text()), place);
    }
}
