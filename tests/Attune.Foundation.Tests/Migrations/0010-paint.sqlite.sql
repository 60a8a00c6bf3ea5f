UPDATE demo_notes SET colour = 'red' WHERE colour IS NULL;
