// The program that starts a sandbox at Modal with its official Python client, and passes lines both ways.

/**
 * Arguments: image, megabytes, then for every file its path here and there, at last the program there. Written against
 * https://modal.com/docs/sdk/py/latest/Sandbox (client 1.x). Ends the sandbox when its input ends.
 */
export const BRIDGE = `
import sys, threading
import modal

image_name, memory = sys.argv[1], int(sys.argv[2])
*files, program = sys.argv[3:]
image = modal.Image.from_registry(image_name)
for here, there in zip(files[::2], files[1::2]):
    image = image.add_local_file(here, there)
app = modal.App.lookup("memfun-sandbox", create_if_missing=True)
sandbox = modal.Sandbox.create(
    "node", program,
    app=app, image=image, block_network=True, cpu=(1.0, 1.0), memory=(memory, memory),
    timeout=24 * 60 * 60, idle_timeout=60 * 60,
)

def out():
    for piece in sandbox.stdout:
        sys.stdout.write(piece)
        sys.stdout.flush()

reader = threading.Thread(target=out, daemon=True)
reader.start()

def until_gone():
    reader.join()
    sandbox.terminate()
    sys.stdout.flush()
    import os
    os._exit(0)

threading.Thread(target=until_gone, daemon=True).start()
PIECE = 512 * 1024
try:
    for line in sys.stdin:
        for at in range(0, len(line), PIECE):
            sandbox.stdin.write(line[at:at + PIECE])
            sandbox.stdin.drain()
finally:
    sandbox.terminate()
`;
