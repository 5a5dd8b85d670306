import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import * as protobuf from "google-protobuf/google/protobuf/struct_pb";
import * as wire from "@pulumi/pulumi/proto/provider_pb";
import * as statuses from "@pulumi/pulumi/proto/status_pb";

export const REPO = join(__dirname, "..", "..");
/** Spares a process most of the time that it takes to load Pulumi's SDK. */
export const QUICK_SDK = join(__dirname, "quickSdk.cjs");
const PRINT_TIMEOUT_MS = 5_000;
type Properties = Record<string, unknown>;

/** What create and update report when the resource exists but is not well. */
export interface StoredFailure {
  message: string;
  /** Present when the engine would store the resource. */
  stored?: { id: string; properties: Properties; reasons: string[] };
}

type Message = { serializeBinary(): Uint8Array };
type Deserialize<T> = (bytes: Uint8Array) => T;

/** The SDK's own dynamic-provider process, spoken to as the engine does. */
export class DynamicHost {
  /** Everything the process printed, as the engine would show it. */
  output = "";

  private constructor(
    private readonly child: ChildProcess,
    private client: grpc.Client,
  ) {}

  static async start(env: NodeJS.ProcessEnv, config: Record<string, string> = {}): Promise<DynamicHost> {
    const cwd = join(REPO, ".work");
    mkdirSync(cwd, { recursive: true });
    const script = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const child = spawn(process.execPath, ["--require", QUICK_SDK, script, "no engine"], {
      cwd,
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
    });
    const port = await new Promise<string>((resolve, reject) => {
      child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString().trim()));
      child.once("exit", (code) => reject(new Error(`the dynamic host ended with ${code}`)));
    });
    const client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      "grpc.max_receive_message_length": -1,
      // A port that comes round again must not bring the broken connection to an earlier host with it.
      "grpc.use_local_subchannel_pool": 1,
    });
    const host = new DynamicHost(child, client);
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (host.output += chunk.toString()));
    const request = new wire.ConfigureRequest();
    request.setArgs(struct(config));
    await host.call("Configure", request, wire.ConfigureResponse.deserializeBinary);
    return host;
  }

  /** Waits until the process has printed a text: what it prints can come later than its answer. */
  async printed(text: string): Promise<void> {
    const signal = AbortSignal.timeout(PRINT_TIMEOUT_MS);
    const { stdout, stderr } = this.child;
    while (!this.output.includes(text)) {
      if (signal.aborted) throw new Error(`The host did not print "${text}", but: ${this.output}`);
      await Promise.race([stdout, stderr].map(async (out) => out && once(out, "data", { signal }))).catch(
        () => {},
      );
    }
  }

  async check(olds: Properties, news: Properties) {
    const request = new wire.CheckRequest();
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const response = await this.call("Check", request, wire.CheckResponse.deserializeBinary);
    const failures = response
      .getFailuresList()
      .map((f) => ({ property: f.getProperty(), reason: f.getReason() }));
    return { inputs: plain(response.getInputs()), failures };
  }

  async diff(id: string, olds: Properties, news: Properties) {
    const request = new wire.DiffRequest();
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const response = await this.call("Diff", request, wire.DiffResponse.deserializeBinary);
    const changes = response.getChanges() === wire.DiffResponse.DiffChanges.DIFF_SOME;
    return { changes, replaces: response.getReplacesList() };
  }

  async create(properties: Properties): Promise<{ id: string; properties: Properties }> {
    const request = new wire.CreateRequest();
    request.setProperties(struct(properties));
    const response = await this.call("Create", request, wire.CreateResponse.deserializeBinary);
    return { id: response.getId(), properties: plain(response.getProperties()) };
  }

  async update(id: string, olds: Properties, news: Properties): Promise<{ properties: Properties }> {
    const request = new wire.UpdateRequest();
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const response = await this.call("Update", request, wire.UpdateResponse.deserializeBinary);
    return { properties: plain(response.getProperties()) };
  }

  async read(id: string, properties: Properties): Promise<{ id: string; properties: Properties }> {
    const request = new wire.ReadRequest();
    request.setId(id);
    request.setProperties(struct(properties));
    const response = await this.call("Read", request, wire.ReadResponse.deserializeBinary);
    return { id: response.getId(), properties: plain(response.getProperties()) };
  }

  async delete(id: string, properties: Properties): Promise<void> {
    const request = new wire.DeleteRequest();
    request.setId(id);
    request.setProperties(struct(properties));
    await this.call("Delete", request, () => undefined);
  }

  async stop(): Promise<void> {
    this.client.close();
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGKILL");
    await ended;
  }

  private call<T>(method: string, request: Message, deserialize: Deserialize<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(
        `/pulumirpc.ResourceProvider/${method}`,
        (message: Message) => Buffer.from(message.serializeBinary()),
        (bytes: Buffer) => deserialize(new Uint8Array(bytes)),
        request,
        (error, value) => (error ? reject(failure(error)) : resolve(value as T)),
      );
    });
  }
}

/** The answer that a failing call must give; fails the test when it succeeds. */
export async function failureOf(call: Promise<unknown>): Promise<StoredFailure> {
  try {
    await call;
  } catch (error) {
    return error as StoredFailure;
  }
  throw new Error("expected the call to fail, but it succeeded");
}

function failure(error: grpc.ServiceError): Error & StoredFailure {
  const [bytes] = error.metadata.get("grpc-status-details-bin");
  if (!Buffer.isBuffer(bytes)) return new Error(error.details);
  const [detail] = statuses.Status.deserializeBinary(new Uint8Array(bytes)).getDetailsList();
  const failed = wire.ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() ?? new Uint8Array());
  const stored = {
    id: failed.getId(),
    properties: plain(failed.getProperties()),
    reasons: failed.getReasonsList(),
  };
  return Object.assign(new Error(error.details), { stored });
}

function struct(value: Properties): protobuf.Struct {
  const plainJson = JSON.parse(JSON.stringify(value)) as Record<string, protobuf.JavaScriptValue>;
  return protobuf.Struct.fromJavaScript(plainJson);
}

function plain(value: protobuf.Struct | undefined): Properties {
  return value?.toJavaScript() ?? {};
}
