using Attune.Companion.Conversations;
using Attune.Companion.Tests.Fakes;
using Attune.Foundation.Persistence;
using Attune.TestKit.Folders;
using Microsoft.EntityFrameworkCore;

namespace Attune.Companion.Tests.Conversations;

/// <summary>The model must be what the numbered migrations have made: names, kinds and nullability of every column.</summary>
public sealed class ConversationsSchemaTests
{
    [Fact]
    public async Task The_migrated_schema_is_the_model()
    {
        using var folder = new TempFolder();
        await using var product = await Product.StartAsync(folder, new MemoryAiStreams());
        using var context = new ConversationsDatabase(product.Database).Open();
        foreach (var entity in context.Model.GetEntityTypes())
        {
            var expected = entity.GetProperties()
                .Select(property => (property.GetColumnName(), property.GetColumnType(), property.IsNullable))
                .Order()
                .ToList();
            var actual = context.Connection.Query(
                    "SELECT name, type, \"notnull\", pk FROM pragma_table_info($table)",
                    row => (row.GetString(0), row.GetString(1), row.GetInt32(2) == 0 && row.GetInt32(3) == 0),
                    ("$table", entity.GetTableName()))
                .Order()
                .ToList();
            Assert.Equal(expected, actual);
        }
    }
}
