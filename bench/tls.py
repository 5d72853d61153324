"""Ends TLS in front of a portal of loopback: tls.py PORT PORTAL CERTIFICATE, with its key in the same file."""
import asyncio
import ssl
import sys

port, portal, certificate = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]


async def copy(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


async def serve(reader, writer):
    there, back = await asyncio.open_connection("127.0.0.1", portal)
    await asyncio.gather(copy(reader, back), copy(there, writer))


async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    async with await asyncio.start_server(serve, "127.0.0.1", port, ssl=context) as server:
        await server.serve_forever()


asyncio.run(main())
