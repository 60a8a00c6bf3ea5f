using Microsoft.AspNetCore.Http.Metadata;

namespace Attune.Companion.Storage;

/// <summary>The largest body that a route reads; the server answers 413 beyond it. Asked for at each request.</summary>
internal sealed class BodySizeLimit(Func<long> bytes) : IRequestSizeLimitMetadata
{
    /// <summary>JSON may write a character as an escaped surrogate pair of 12 bytes.</summary>
    private const int EscapedCharacterBytes = 12;
    private const int RoomForOtherFields = 16_384;

    public long? MaxRequestBodySize => bytes();

    /// <summary>For a body of JSON with one text of so many characters.</summary>
    public static BodySizeLimit ForText(int characters) => new(() => (characters * EscapedCharacterBytes) + RoomForOtherFields);
}
