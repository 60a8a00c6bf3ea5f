using System.Text.Json;
using Attune.Companion.Conversations.Messages;
using Attune.Contracts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.Companion.Conversations;

/// <summary>Conversations and messages as they are stored. The schema is made by the numbered migrations.</summary>
internal sealed class ConversationsContext(SqliteConnection connection, bool ownsConnection) : DbContext
{
    public DbSet<Conversation> Conversations => Set<Conversation>();

    public DbSet<Message> Messages => Set<Message>();

    /// <summary>The connection, for plain SQL within the same transaction.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>A conversation of this person that is not being erased.</summary>
    public Conversation? Find(string organisation, string owner, string id) => Conversations.SingleOrDefault(conversation =>
        conversation.Id == id && conversation.OrganisationId == organisation && conversation.OwnerId == owner
        && !conversation.Erasing);

    /// <summary>The next number in the order of a person's conversations. Call it within the transaction that uses it.</summary>
    public long NextActivity(string organisation, string owner) => 1 + (Conversations
        .Where(conversation => conversation.OrganisationId == organisation && conversation.OwnerId == owner)
        .Max(conversation => (long?)conversation.Activity) ?? 0);

    /// <summary>The next number in the order of the conversations of this one's owner.</summary>
    public long NextActivity(Conversation conversation) => NextActivity(conversation.OrganisationId, conversation.OwnerId);

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.UseSqlite(connection, contextOwnsConnection: ownsConnection);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Map(modelBuilder.Entity<Conversation>());
        Map(modelBuilder.Entity<Message>());
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
            property.SetColumnName(SnakeCase(property.Name));
    }

    private static void Map(EntityTypeBuilder<Conversation> conversation)
    {
        conversation.ToTable("companion_conversations");
        conversation.HasKey(row => row.Position);
        conversation.Property(row => row.Id).IsRequired();
        conversation.Ignore(row => row.Topic);
        conversation.Ignore(row => row.TextLanguage);
        conversation.Ignore(row => row.Persona);
    }

    private static void Map(EntityTypeBuilder<Message> message)
    {
        message.ToTable("companion_messages");
        message.HasKey(row => row.Position);
        message.Property(row => row.Id).IsRequired();
        message.Property(row => row.Emotion).HasConversion(
            emotion => emotion == null ? null : JsonSerializer.Serialize(emotion, AttuneJson.Wire.EmotionView),
            json => json == null ? null : JsonSerializer.Deserialize(json, AttuneJson.Wire.EmotionView));
    }

    private static string SnakeCase(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
