"""Chromium without a window, driven by Debian's chromium-driver and python3-selenium; what is missing is said in `missing`."""
import json
import os
import pathlib
import shutil
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
missing = ""
try:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
except ImportError:
    missing = "python3-selenium is not installed"
for name in ("chromium", "chromedriver"):
    if not missing and shutil.which(name) is None:
        missing = f"{name} is not installed"

FLAGS = ("--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
         "--disable-component-update --disable-sync --force-color-profile=srgb --lang=en").split()


def node_module(name):
    """A file of an npm package, or None: in BROWSER_MODULES, else where .ci/run puts them."""
    folders = [os.environ.get("BROWSER_MODULES", ""), ROOT / "build" / "browser" / "node_modules", ROOT / "tests" / "browser" / "node_modules"]
    for folder in folders:
        if folder and (pathlib.Path(folder) / name).is_file():
            return pathlib.Path(folder) / name
    return None


class Browser:
    """One browser with a new profile; downloads go to `downloads`."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mizan-browser-"))
        self.downloads = self.folder / "downloads"
        self.downloads.mkdir()
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        for flag in [*FLAGS, f"--user-data-dir={self.folder / 'profile'}"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)
        self.driver.set_script_timeout(240)
        self.command("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads))

    def close(self):
        self.driver.quit()
        shutil.rmtree(self.folder, ignore_errors=True)

    def command(self, name, **parameters):
        return self.driver.execute_cdp_cmd(name, parameters)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def open(self, path, fragment="", size=(1200, 900), dark=False):
        """A page as if it had never been seen. The size is that of what is seen of the page."""
        self.resize(*size)
        self.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.driver.get("about:blank")
        self.messages()
        self.requests()
        self.driver.get(pathlib.Path(path).as_uri() + fragment)

    def resize(self, width, height):
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def find_all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def focus(self, selector):
        self.run("document.querySelector(arguments[0]).focus()", selector)

    def press(self, *keys):
        """Keys by their name in selenium ("ENTER"), or characters, to whatever has the focus."""
        for key in keys:
            self.driver.switch_to.active_element.send_keys(getattr(Keys, key) if len(key) > 1 else key)

    def click(self, selector):
        element = self.find(selector)
        self.run("arguments[0].scrollIntoView({block: 'center'})", element)
        self.run("arguments[0].click()", element)

    def address(self):
        return self.driver.current_url

    def messages(self):
        """What the page wrote to its console or was refused since the last call."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self):
        """Addresses that were asked for since the last call."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]

    def wait(self, condition, seconds=10):
        end = time.monotonic() + seconds
        while True:
            found = condition()
            if found:
                return found
            if time.monotonic() > end:
                raise AssertionError("waited in vain")
            time.sleep(0.05)

    def download(self, selector):
        """Clicks, and gives the file that comes: its name and its bytes."""
        self.click(selector)
        return self.take_download()

    def take_download(self):
        def whole():
            files = list(self.downloads.iterdir())
            return files if files and all(file.suffix != ".crdownload" for file in files) else None
        file = self.wait(whole)[0]
        content = file.read_bytes()
        file.unlink()
        return file.name, content

    def screenshot(self, path, whole=True):
        if whole:
            height = self.run("return Math.min(12000, document.documentElement.scrollHeight)")
            width = self.run("return window.innerWidth")
            self.resize(width, height)
        self.driver.save_screenshot(str(path))
