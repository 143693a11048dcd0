export * from './values/generated/types';
