// SPDX-License-Identifier: GPL-3.0-or-later
// A headless Chromium that is spoken to over two pipes, in its DevTools protocol; nothing to be installed, no port.
import { spawn } from "node:child_process";

export class Chrome {
  #process;
  #next = 1;
  #waiting = new Map();
  #rest = "";
  listeners = [];

  constructor(program) {
    this.#process = spawn(
      program,
      ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
        "--remote-debugging-pipe", "about:blank"],
      { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
    );
    this.#process.stdio[4].setEncoding("utf8").on("data", (chunk) => this.#read(chunk));
    this.#process.on("exit", () => {
      for (const { reject } of this.#waiting.values()) reject(new Error("the browser ended"));
    });
  }

  #read(chunk) {
    const parts = (this.#rest + chunk).split("\0");
    this.#rest = parts.pop();
    for (const part of parts) {
      const message = JSON.parse(part);
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (!waiting) this.listeners.forEach((listener) => listener(message));
      else if (message.error) waiting.reject(new Error(`${waiting.method}: ${message.error.message}`));
      else waiting.resolve(message.result);
    }
  }

  send(method, params = {}, sessionId = undefined) {
    const id = this.#next++;
    this.#process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject, method }));
  }

  async page() {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId);
    for (const domain of ["Page", "Network", "Log", "Runtime"]) await page.send(`${domain}.enable`);
    return page;
  }

  end() {
    this.#process.kill();
  }
}

// One tab, with what went wrong on it.
class Page {
  constructor(chrome, session) {
    this.chrome = chrome;
    this.session = session;
    this.faults = [];
    this.requests = [];
    chrome.listeners.push((message) => message.sessionId === session && this.#note(message));
  }

  #note({ method, params }) {
    if (method === "Network.requestWillBeSent") this.requests.push({ id: params.requestId, url: params.request.url });
    if (method === "Network.loadingFailed" && params.blockedReason === "csp")
      this.requests = this.requests.filter((request) => request.id !== params.requestId);
    if (method === "Log.entryAdded") this.faults.push(`log: ${params.entry.text}`);
    if (method === "Runtime.consoleAPICalled") this.faults.push(`console: ${params.args.map((arg) => arg.value).join(" ")}`);
    if (method === "Runtime.exceptionThrown") this.faults.push(`exception: ${params.exceptionDetails.text}`);
    if (method === "Page.javascriptDialogOpening") {
      this.faults.push(`dialog: ${params.message}`);
      this.send("Page.handleJavaScriptDialog", { accept: true });
    }
    if (method === "Page.loadEventFired") this.loaded?.();
  }

  send(method, params) {
    return this.chrome.send(method, params, this.session);
  }

  async open(url) {
    this.faults = [];
    this.requests = [];
    const loaded = new Promise((resolve) => (this.loaded = resolve));
    await this.send("Page.navigate", { url });
    await loaded;
  }

  width(width) {
    return this.send("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: false });
  }

  media(scheme, media = "screen") {
    return this.send("Emulation.setEmulatedMedia", { media, features: [{ name: "prefers-color-scheme", value: scheme }] });
  }

  // What FUNCTION, with ARGUMENTS that JSON can carry, gives on the page.
  async ask(fn, ...args) {
    const expression = typeof fn === "string" ? fn : `(${fn})(...${JSON.stringify(args)})`;
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }
}
