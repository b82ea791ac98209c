using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Metadata;

namespace DomesticAbuseResponse.Application.Persistence;

/// <summary>The names and habits every table shares.</summary>
public static partial class ModelConventions
{
    extension(ModelBuilder builder)
    {
        /// <summary>incidents.logged_at, ix_incidents_logged_at: the names a person would type into psql.</summary>
        public ModelBuilder UseSnakeCaseNames()
        {
            foreach (var entity in builder.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
            {
                if (entity.GetTableName() is { } table) // a view is named by whoever writes it
                {
                    entity.SetTableName(Snake(table));
                }

                Columns(entity, "").Where(c => !IsRowVersion(c.Property)).ToList().ForEach(c => c.Property.SetColumnName(c.Name));
                entity.GetKeys().ToList().ForEach(k => k.SetName(Snake(k.GetName()!)));
                entity.GetForeignKeys().ToList().ForEach(f => f.SetConstraintName(Snake(f.GetConstraintName()!)));
                entity.GetIndexes().ToList().ForEach(i => i.SetDatabaseName(Snake(i.GetDatabaseName()!)));
            }

            return builder;
        }

        /// <summary>No record disappears because another one did.</summary>
        public ModelBuilder UseNoCascades()
        {
            builder.Model.GetEntityTypes().SelectMany(e => e.GetForeignKeys()).Where(f => !f.IsOwnership && f.DeleteBehavior is DeleteBehavior.Cascade && f.GetNavigation(pointsToPrincipal: false) is null).ToList()
                .ForEach(f => f.DeleteBehavior = DeleteBehavior.Restrict);
            return builder;
        }

        /// <summary>Every <c>uint Version</c> is PostgreSQL's own row version.</summary>
        public ModelBuilder UseRowVersions()
        {
            foreach (var version in builder.Model.GetEntityTypes().Select(e => e.FindProperty("Version")).Where(p => p?.ClrType == typeof(uint)))
            {
                builder.Entity(version!.DeclaringType.ClrType).Property("Version").IsRowVersion();
            }

            return builder;
        }
    }

    /// <summary>PostgreSQL's xmin keeps its own name.</summary>
    private static bool IsRowVersion(IMutableProperty property) => property.ClrType == typeof(uint) && property.IsConcurrencyToken;

    /// <summary>A part's columns carry the part's name: sharing_consent.</summary>
    private static IEnumerable<(IMutableProperty Property, string Name)> Columns(IMutableTypeBase type, string prefix) =>
        type.GetProperties().Select(p => (p, prefix + Snake(p.Name)))
            .Concat(type.GetComplexProperties().SelectMany(c => Columns(c.ComplexType, $"{prefix}{Snake(c.Name)}_")));

    private static string Snake(string name) => WordStart().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex WordStart();
}
