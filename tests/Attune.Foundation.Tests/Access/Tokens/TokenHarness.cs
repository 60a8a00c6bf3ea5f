using Attune.Foundation.Access;
using Attune.Foundation.Access.Tokens;
using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Foundation.Modules;
using Attune.Foundation.Persistence;
using Attune.TestKit.Folders;
using Attune.TestKit.Time;
using Microsoft.AspNetCore.Http;

namespace Attune.Foundation.Tests.Access.Tokens;

/// <summary>Token access with a clock that the test moves, on a data folder that outlives it.</summary>
internal sealed class TokenHarness : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DataFolder _data;
    private readonly SqliteDatabase _database;

    public TokenHarness(AccessOptions? options = null)
    {
        Options = options ?? new AccessOptions { Mode = AccessMode.Tokens };
        _data = DataFolder.Open(_folder.Path);
        _database = new SqliteDatabase(_data);
        new MigrationRunner(_database, new ModuleCatalogue([]), Clock).Run();
        Codec = new TokenCodec(new TokenKey(Microsoft.Extensions.Options.Options.Create(Options), _data));
        Access = Open();
    }

    public AccessOptions Options { get; }

    public ManualClock Clock { get; } = new();

    public TokenCodec Codec { get; }

    public TokenAccess Access { get; private set; }

    public TokenIssuer Issuer => new(Microsoft.Extensions.Options.Options.Create(Options), _data, new Ids(Clock), Clock);

    /// <summary>What a restart of the server does.</summary>
    public void Restart() => Access = Open();

    /// <summary>Breaks the database for everything that comes, as a full disk would.</summary>
    public void BreakDatabase() => _database.Opened = static connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA query_only=ON";
        command.ExecuteNonQuery();
    };

    public string Token(string principal = "mia", int minutes = 10, string[]? allow = null, string[]? groups = null) =>
        Issuer.Issue(new TokenOrder("acme", principal, allow ?? ["subscribe:persona:*"], groups ?? [], minutes)).Value.Text;

    public async Task<Outcome<Caller>> IdentifyAsync(string? header, string? query = null)
    {
        var context = new DefaultHttpContext();
        if (header is not null)
            context.Request.Headers.Authorization = header;
        if (query is not null)
            context.Request.QueryString = QueryString.Create("access_token", query);
        return await Access.IdentifyAsync(context);
    }

    public async Task<Caller> CallerOfAsync(string token) => (await IdentifyAsync($"Bearer {token}")).Value;

    public async Task<bool> MayAsync(Caller caller, string verb, string resource) =>
        await Access.AllowAsync(caller, verb, resource, TestContext.Current.CancellationToken);

    public async Task<Outcome<RevocationTerm>> RevokeAsync(
        string? principal = null, string? session = null, string? token = null, string[]? deny = null,
        string organisation = "acme") =>
        await Access.RevokeAsync(
            organisation, new Revocation(principal, session, token, deny), TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _database.Dispose();
        _data.Dispose();
        _folder.Dispose();
    }

    private TokenAccess Open() => new(Microsoft.Extensions.Options.Options.Create(Options), _data, _database, Clock);
}
