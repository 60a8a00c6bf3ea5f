using Attune.Realtime.Transports.WebSockets;
using Microsoft.Extensions.Primitives;

namespace Attune.Realtime.Tests.Transports;

/// <summary>The offers of RFC 7692 7.1 and what libraries really send.</summary>
public sealed class DeflateOfferTests
{
    [Theory]
    [InlineData("permessage-deflate", true)]
    [InlineData("permessage-deflate; client_max_window_bits", true)] // browsers, npm ws
    [InlineData("permessage-deflate; client_max_window_bits; server_no_context_takeover; client_no_context_takeover", true)]
    [InlineData("permessage-deflate;client_max_window_bits=8", true)]
    [InlineData("permessage-deflate; client_max_window_bits=\"10\"", true)]
    [InlineData("x-webkit-deflate-frame, permessage-deflate", true)]
    [InlineData("permessage-deflate; server_max_window_bits=10, permessage-deflate", true)] // the second alternative
    [InlineData("permessage-deflate; server_max_window_bits=10", false)]
    [InlineData("permessage-deflate; server_max_window_bits", false)]
    [InlineData("permessage-deflate; client_max_window_bits=7", false)]
    [InlineData("permessage-deflate; client_max_window_bits=16", false)]
    [InlineData("permessage-deflate; client_max_window_bits=08", false)]
    [InlineData("permessage-deflate; client_max_window_bits=8; client_max_window_bits=9", false)]
    [InlineData("permessage-deflate; server_no_context_takeover=1", false)]
    [InlineData("permessage-deflate; unknown", false)]
    [InlineData("permessage-deflate;", false)]
    [InlineData("permessage-deflated", false)]
    [InlineData(",;=,", false)]
    [InlineData("", false)]
    public void An_offer_is_taken_exactly_when_every_parameter_is_understood(string header, bool isAcceptable) =>
        Assert.Equal(isAcceptable, DeflateOffer.IsAcceptable(header));

    [Fact]
    public void Offers_may_stand_in_several_headers() => Assert.True(DeflateOffer.IsAcceptable(
        new StringValues(["permessage-deflate; server_max_window_bits=9", "permessage-deflate; client_max_window_bits"])));
}
