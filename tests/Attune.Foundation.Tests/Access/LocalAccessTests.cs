using System.Net;
using Attune.Foundation.Access;
using Microsoft.AspNetCore.Http;

namespace Attune.Foundation.Tests.Access;

/// <summary>Local mode lets in this machine's own user and nobody who only borrows their browser.</summary>
public sealed class LocalAccessTests
{
    private readonly LocalAccess _access = new();

    [Theory]
    [InlineData("127.0.0.1", "localhost:8080")]
    [InlineData("127.0.0.1", "LocalHost")]
    [InlineData("127.0.0.2", "127.0.0.2:8080")]
    [InlineData("::1", "[::1]:8080")]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1")]
    public async Task The_owner_comes_from_every_loopback_address_by_every_loopback_name(string address, string host)
    {
        var caller = (await _access.IdentifyAsync(Request(address, host))).Value;
        Assert.Equal(("local", "owner", CallerKind.Person), (caller.Organisation, caller.Principal, caller.Kind));
        Assert.Null(caller.ExpiresAt);
    }

    [Theory]
    [InlineData("192.168.1.7")]
    [InlineData("::ffff:192.168.1.7")]
    [InlineData("2001:db8::1")]
    [InlineData("0.0.0.0")]
    [InlineData(null)]
    public async Task Another_machine_is_refused_whatever_name_it_calls(string? address) =>
        Assert.Equal("not_local", await RefusalAsync(Request(address, "localhost")));

    [Theory]
    [InlineData("attune.example")]
    [InlineData("localhost.attune.example")]
    [InlineData("127.0.0.1.attune.example")]
    [InlineData("192.168.1.7:8080")]
    [InlineData("[2001:db8::1]")]
    [InlineData("")]
    public async Task A_foreign_host_name_is_refused_though_it_resolves_to_this_machine(string host) =>
        Assert.Equal("foreign_host", await RefusalAsync(Request("127.0.0.1", host)));

    [Theory]
    [InlineData("http://localhost:5173")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("https://127.0.0.2")]
    [InlineData("http://[::1]:8080")]
    public async Task A_page_of_this_machine_is_let_in(string origin) =>
        Assert.Null((await _access.IdentifyAsync(Request("127.0.0.1", "localhost", origin))).Failure);

    [Theory]
    [InlineData("https://attune.example")]
    [InlineData("http://localhost.attune.example")]
    [InlineData("http://[2001:db8::1]")]
    [InlineData("null")]
    [InlineData("localhost")]
    public async Task A_page_of_another_site_is_refused(string origin) =>
        Assert.Equal("foreign_origin", await RefusalAsync(Request("127.0.0.1", "localhost", origin)));

    [Fact]
    public async Task One_foreign_origin_among_several_is_enough_to_refuse() => Assert.Equal("foreign_origin",
        await RefusalAsync(Request("127.0.0.1", "localhost", "http://localhost", "https://attune.example")));

    private async Task<string?> RefusalAsync(HttpContext request) => (await _access.IdentifyAsync(request)).Failure?.Code;

    private static DefaultHttpContext Request(string? address, string host, params string[] origins)
    {
        var request = new DefaultHttpContext();
        request.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        request.Request.Host = new HostString(host);
        request.Request.Headers.Origin = origins;
        return request;
    }
}
