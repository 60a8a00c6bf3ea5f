namespace Attune.Server.Tests.Wire.Rfc6455;

/// <summary>One thing that a client may do, or must not, and what it hears then.</summary>
/// <param name="Number">Its place in the list.</param>
/// <param name="Section">Of RFC 6455, or of RFC 7692 where it says so.</param>
/// <param name="What">In words.</param>
/// <param name="Bytes">What is sent after the handshake, in one write unless <paramref name="ByteByByte"/>.</param>
/// <param name="Hears">
/// What comes back, in order: <c>answer N</c> to a ping verb with the reference N, <c>error CODE</c>, <c>pong HEX</c>,
/// <c>close CODE</c>.
/// </param>
/// <param name="IsDeflated">Compression was negotiated.</param>
/// <param name="ByteByByte">Each byte in a write of its own.</param>
internal sealed record WireCase(
    string Number, string Section, string What, byte[] Bytes, string[] Hears, bool IsDeflated = false, bool ByteByByte = false)
{
    public override string ToString() => $"{Number} {What}";
}
