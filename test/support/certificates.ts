import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A key with its certificate, both as PEM. */
export interface Certificate {
  key: string;
  cert: string;
}

/** An authority of a test's own, which no machine trusts unless it is told to. */
export class CertificateAuthority {
  private readonly folder = mkdtempSync(join(tmpdir(), "authority-"));
  private count = 0;
  /** The authority's certificate, as NODE_EXTRA_CA_CERTS wants it. */
  readonly file = join(this.folder, "authority.pem");

  constructor() {
    const key = join(this.folder, "authority.key");
    openssl("req", "-x509", "-subj", "/CN=Test authority", "-days", "2", ...newKey(key), "-out", this.file);
  }

  /** @param names As in a certificate's alternative names, such as `DNS:partner.test`. */
  certify(...names: string[]): Certificate {
    const file = (end: string) => join(this.folder, `server-${this.count}.${end}`);
    this.count += 1;
    openssl("req", "-subj", "/CN=Test server", ...newKey(file("key")), "-out", file("csr"));
    writeFileSync(file("ext"), `subjectAltName=${names.join(",")}\n`);
    const authority = ["-CA", this.file, "-CAkey", join(this.folder, "authority.key"), "-CAcreateserial"];
    const request = ["-in", file("csr"), "-extfile", file("ext"), "-days", "2"];
    openssl("x509", "-req", ...request, ...authority, "-out", file("crt"));
    return { key: readFileSync(file("key"), "utf8"), cert: readFileSync(file("crt"), "utf8") };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function newKey(file: string): string[] {
  return ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", file];
}

function openssl(...args: string[]): void {
  execFileSync("openssl", args, { stdio: "pipe" });
}
