package io.quorate.dashboard.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium of this machine, with a profile of its own that is deleted afterwards. It can reach this machine
 * only: a page that asks for anything else fails.
 */
final class Browser implements AutoCloseable {

    private static final List<String> BROWSERS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium");
    private static final List<String> DRIVERS = List.of(
            "/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver", "/snap/bin/chromium.chromedriver");

    /** Says at each start that it has no classes for this browser's debugging protocol; they are not used. */
    private static final Logger PROTOCOL_LOGGER = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    private final Path profile;
    private final ChromeDriver driver;

    private Browser(Path profile, ChromeDriver driver) {
        this.profile = profile;
        this.driver = driver;
    }

    /** Aborts the test when this machine has no Chromium, or no driver for it. */
    static Browser open() {
        Path binary = find("CHROMIUM", BROWSERS);
        Path driverBinary = find("CHROMEDRIVER", DRIVERS);
        Path profile = temporaryFolder();
        PROTOCOL_LOGGER.setLevel(Level.SEVERE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(binary.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--window-size=1440,900",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driverBinary.toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(profile, new ChromeDriver(service, options));
    }

    private static Path find(String variable, List<String> places) {
        Optional<Path> found = Stream.concat(Stream.ofNullable(System.getenv(variable)), places.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            Assumptions.abort("no browser to test the page with: none of " + places + " is there and $" + variable
                    + " names none (Debian: chromium and chromium-driver)");
        }
        return found.orElseThrow();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("quorate-browser");
        } catch (IOException e) {
            throw new UncheckedIOException("making a folder for the browser's profile", e);
        }
    }

    void go(String address) {
        driver.get(address);
    }

    void reload() {
        driver.navigate().refresh();
    }

    /** The texts of all elements that match, as a person sees them. */
    List<String> texts(String selector) {
        return texts("return [...document.querySelectorAll(arguments[0])].map(e => e.innerText)", selector);
    }

    private List<String> texts(String script, String selector) {
        return driver.executeScript(script, selector) instanceof List<?> found
                ? found.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The text of the first element that matches; empty when there is none. */
    String text(String selector) {
        return texts(selector).stream().findFirst().orElse("");
    }

    WebElement element(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** What an expression in the page is, as text. */
    String value(String expression) {
        return String.valueOf(driver.executeScript("return String(" + expression + ")"));
    }

    /** What a promise in the page comes to, as text. */
    String resolved(String expression) {
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(10));
        return String.valueOf(driver.executeAsyncScript("const done = arguments[0]; (" + expression
                + ").then(v => done(String(v)), e => done('failed: ' + e))"));
    }

    /** Keys for whatever has the focus. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** @param scheme {@code light} or {@code dark} */
    void preferColors(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** What the page complained about since the last call. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("deleting the browser's profile " + profile, e);
        }
    }
}
